import { expect, test } from 'vitest';
import { planDeck } from '#shared/domain/decks/plan.ts';
import { readPlan } from '#shared/domain/decks/read-plan.ts';
import type { DeckPlan } from '#shared/domain/decks/types.ts';
import { jsonIn } from '#shared/domain/models/json.ts';
import type { TextModel, TextRequest } from '#shared/domain/models/ports.ts';

const slide = (more: object = {}) => ({ title: '三个月回本', bullets: ['成本：低', '收益：高'], notes: '说明', ...more });
const plan = (more: object = {}) => ({
  title: '产品发布会',
  subtitle: '副标题',
  sections: [{ heading: '市场', slides: [slide()] }],
  closing: { title: '谢谢', lines: ['再见'] },
  ...more,
});
const input = { topic: '产品发布会', outline: ['市场分析：2024年120万，2025年180万'] };
const read = (value: object, given: Parameters<typeof readPlan>[0] = input): DeckPlan => readPlan(given)(jsonIn(JSON.stringify(value)));
const withChart = (chart: object) => plan({ sections: [{ heading: '市场', slides: [slide({ chart })] }] });
const chart = {
  kind: 'bar',
  title: '销售额',
  unit: '万元',
  labels: ['2024年', '2025年'],
  series: [{ name: '销售额', values: [120, 180] }],
};

/** Answers with these texts, one after the other. */
function scripted(...texts: string[]): TextModel & { requests: TextRequest[] } {
  const requests: TextRequest[] = [];
  const write = async (request: TextRequest) => ({
    text: texts[Math.min(requests.push(request), texts.length) - 1]!,
    finish: 'stop' as const,
  });
  return {
    requests,
    write,
    async *stream() {
      yield '';
      return 'stop';
    },
  };
}

test('a plan is read from between polite words and code fences', () => {
  const found = readPlan(input)(jsonIn(`好的，这是方案：\n\`\`\`json\n${JSON.stringify(plan())}\n\`\`\`\n希望有帮助`));
  expect(found.sections).toHaveLength(1);
});

test('a section has the customer’s own name, without the facts behind it', () => {
  expect(read(plan()).sections[0]?.heading).toBe('市场分析');
  const long = { topic: 't', outline: ['一个非常长的大纲条目它超过了二十个字所以要用模型给的名字'] };
  expect(read(plan(), long).sections[0]?.heading).toBe('市场');
});

test.each([
  ['第1章：公司文化', '公司文化'],
  ['第三部分: 制度', '制度'],
  ['一：背景', '背景'],
  ['2：目标', '目标'],
  ['第1章：它的说明非常长所以要用模型给的名字而不是客户自己的', '市场'],
  ['第2章', '第2章'],
])('a section’s number is no name: %s', (item, heading) => {
  expect(read(plan(), { topic: 't', outline: [item] }).sections[0]?.heading).toBe(heading);
});

test('a chart of the customer’s numbers stays, one with any other number is left out', () => {
  expect(read(withChart(chart)).sections[0]?.slides[0]?.chart).toEqual(chart);
  const invented = { ...chart, series: [{ name: '销售额', values: [120, 999] }] };
  expect(read(withChart(invented)).sections[0]?.slides[0]).toEqual(slide());
  const spelt = { topic: '1,200 家门店，2023-2024 年，满意度 92.5%', outline: ['市场'] };
  const mixed = { ...chart, series: [{ name: 'x', values: [1200, 92.5] }] };
  expect(read(withChart(mixed), spelt).sections[0]?.slides[0]?.chart).toBeDefined();
});

test.each(['四个季度 120,180', '四个季度 120，180', '四个季度１２０，１８０'])(
  'numbers in a row, without blanks, are the customer’s too: %s',
  (item) => {
    expect(read(withChart(chart), { topic: 't', outline: [item] }).sections[0]?.slides[0]?.chart).toEqual(chart);
  },
);

test.each([
  ['another number of sections', plan({ sections: [] }), 'sections'],
  ['a section without slides', plan({ sections: [{ heading: '市场', slides: [] }] }), 'sections[0].slides'],
  ['a slide without a title', plan({ sections: [{ heading: '市场', slides: [slide({ title: ' ' })] }] }), 'sections[0].slides[0].title'],
  ['too many bullets', plan({ sections: [{ heading: '市场', slides: [slide({ bullets: Array(7).fill('x') })] }] }), 'bullets'],
  ['a bullet like an essay', plan({ sections: [{ heading: '市场', slides: [slide({ bullets: ['字'.repeat(121)] })] }] }), 'bullets[0]'],
  ['a bullet that is no text', plan({ sections: [{ heading: '市场', slides: [slide({ bullets: [{}] })] }] }), 'bullets[0]'],
  ['a chart of an unknown kind', withChart({ ...chart, kind: 'radar' }), 'chart.kind'],
  ['a series that is too short', withChart({ ...chart, series: [{ name: 'x', values: [120] }] }), 'values'],
  ['a number in words', withChart({ ...chart, series: [{ name: 'x', values: ['120', 180] }] }), 'values[0]'],
])('%s is refused, and said where', (_, value, where) => {
  expect(() => read(value)).toThrow(where);
});

test('what no file can hold is taken out', () => {
  const { title } = read(plan({ title: 'A\u0000B\u000bC\ud800D\uffff' }));
  expect(title).toBe('ABC\ufffdD');
});

const options = { timeoutMs: 60_000, clock: () => 0 };

test('a model is asked for JSON with the outline as material', async () => {
  const model = scripted(JSON.stringify(plan()));
  await planDeck(model, { ...input, requirements: '面向投资人' }, options);
  expect(model.requests).toHaveLength(1);
  expect(model.requests[0]).toMatchObject({ json: true, timeoutMs: 60_000 });
  expect(model.requests[0]?.prompt).toContain('<大纲>\n1. 市场分析：2024年120万，2025年180万\n</大纲>');
  expect(model.requests[0]?.prompt).toContain('<要求>\n面向投资人\n</要求>');
});

test('an answer that is no plan goes back once, with what is wrong', async () => {
  const model = scripted(JSON.stringify(plan({ sections: [] })), JSON.stringify(plan()));
  expect((await planDeck(model, input, options)).sections).toHaveLength(1);
  expect(model.requests[1]?.prompt).toContain('sections 有 0 项,应当是 1 至 1 项');
});

test('two answers that are no plan end in ai.unavailable, not in a third call', async () => {
  const model = scripted('抱歉，我不能');
  await expect(planDeck(model, input, options)).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: true } });
  expect(model.requests).toHaveLength(2);
});

test('the second call has what is left of the time', async () => {
  const times = [0, 45_000];
  const model = scripted('no', JSON.stringify(plan()));
  await planDeck(model, input, { timeoutMs: 60_000, clock: () => times.shift()! });
  expect(model.requests.map(({ timeoutMs }) => timeoutMs)).toEqual([60_000, 15_000]);
});
