import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderDeck } from '#shared/adapters/pptx/render.ts';
import { planDeck } from '#shared/domain/decks/plan.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { unzip } from '#tests/support/unzip.ts';
import { startQwen } from './qwen.ts';

let qwen: Awaited<ReturnType<typeof startQwen>>;
beforeAll(async () => {
  qwen = await startQwen();
});
afterAll(() => qwen.close());

const plan = (topic: string, outline: string[]) => planDeck(qwen.text(), { topic, outline }, { timeoutMs: 30_000, clock: systemClock });
const documented = ['产品介绍', '核心功能', '市场分析'];

test('the documented request becomes a deck with a section for each item of its outline', async () => {
  const deck = await plan('产品发布会', documented);
  expect(deck.sections.map(({ heading }) => heading)).toEqual(documented);
  const files = unzip(await renderDeck(deck));
  const all = [...files].filter(([name]) => /slides\/slide\d+\.xml$/.test(name)).map(([, xml]) => xml);
  expect(all).toHaveLength(3 + deck.sections.flatMap(({ slides }) => slides).length);
  for (const item of documented) expect(all.join('')).toContain(item);
});

test.each(['远程办公', '关于公司制度与流程的详细说明'.repeat(7)])(
  'a topic without an outline becomes a deck, however long it is',
  async (topic) => {
    const deck = await plan(topic, []);
    expect(deck.sections.length).toBeGreaterThanOrEqual(4);
    expect(deck.sections.every(({ heading, slides }) => heading !== '' && slides.every(({ notes }) => notes !== ''))).toBe(true);
  },
);

test('an outline with numbers gets a chart of just these', async () => {
  const { sections } = await plan('年度汇报', ['销售增长：2024年 120万元，2025年 180万元', '下一步']);
  const charts = sections.map(({ slides }) => slides.flatMap(({ chart }) => chart ?? []));
  expect(charts.map(({ length }) => length)).toEqual([1, 0]);
  expect(charts[0]![0]!.series[0]!.values).toEqual(expect.arrayContaining([120, 180]));
});

test('a model that first talks instead of answering is set right once', async () => {
  expect((await plan('[unruly] 发布会', documented)).sections).toHaveLength(3);
  await expect(plan('[hopeless] 发布会', documented)).rejects.toMatchObject({ code: 'ai.unavailable' });
});
