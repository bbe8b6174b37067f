import { LABEL } from './essay.ts';
import type { WritingOrder } from './prompt.ts';

const NUMBERED = /(\d{4}年|[^\d,，;；、:：\s]{1,12})\s*(?:为|是|达|约)?\s*(\d+(?:\.\d+)?)\s*(%|万元|亿元|万|亿|元|人|台|家)?/g;
/** Of a topic, what fits on a slide. */
const LONGEST = 30;
/** Sections of what has no outline. */
const USUAL = '背景\n问题\n方案\n计划';

/** The JSON that a prompt asks for: a deck's plan when it has a topic, a film's shots when it has a script. */
export function planFor(order: WritingOrder): object {
  if (order.fields.has('主题')) return deckPlan(order);
  if (order.fields.has('脚本')) return shotList(order);
  return { title: order.fields.get('标题') ?? '', note: LABEL };
}

function deckPlan({ fields }: WritingOrder): object {
  const topic = (fields.get('主题') ?? '').slice(0, LONGEST);
  const items = (fields.get('大纲') ?? USUAL).split('\n').map((line) => line.replace(/^\d+\.\s*/, '').trim());
  return {
    title: topic,
    subtitle: LABEL,
    sections: items.filter(Boolean).map((item) => ({ heading: headingOf(item), slides: slidesOf(topic, item) })),
    closing: { title: '谢谢观看', lines: [`${topic}：下一步`, '欢迎提问与讨论'] },
  };
}

const PARTS = /^(?:第?[\d一二三四五六七八九十]+[章节部分]*[:：])?([^:：]*)/u;
const headingOf = (item: string): string => PARTS.exec(item)![1]!.trim().slice(0, 20);

function slidesOf(topic: string, item: string): object[] {
  const heading = headingOf(item);
  const slides: object[] = [
    {
      title: `${heading}：要点`,
      bullets: [
        `${heading}解决的是${topic}里最先要回答的问题`,
        '现状清楚：从使用者的一天看起',
        '做法具体：一次只推进一件事',
        '结果可查：每周用同一把尺子量',
      ],
      notes: `${LABEL}这一页先说明${heading}为什么重要，再用一个例子带出后面的内容，大约讲一分钟。`,
    },
    {
      title: `${heading}：怎么做`,
      bullets: [`围绕${heading}先做一个小范围的试点`, '记录过程和反馈，两周复盘一次', '成熟以后再推广，并指定负责人'],
      notes: `${LABEL}逐条讲做法，提醒听众最容易忽略的是复盘。`,
    },
  ];
  const points = [...item.matchAll(NUMBERED)].map(([, label, value, unit]) => ({ label: label!, value: Number(value), unit: unit ?? '' }));
  if (points.length < 2) return slides;
  const chart = {
    kind: 'bar',
    title: heading,
    unit: points[0]!.unit,
    labels: points.map(({ label }) => label),
    series: [{ name: heading, values: points.map(({ value }) => value) }],
  };
  return [...slides, { title: `${heading}：数据`, bullets: ['数据来自大纲'], notes: `${LABEL}指出最高与最低的一项。`, chart }];
}

/** One shot for each clip that is asked for, taken from the script in order. */
function shotList({ fields }: WritingOrder): object {
  const script = fields.get('脚本') ?? '';
  const count = (fields.get('镜头') ?? '').split('\n').filter(Boolean).length || 1;
  const parts = script
    .split(/(?<=[。！？!?\n])/u)
    .map((part) => part.trim())
    .filter(Boolean);
  const shots = Array.from({ length: count }, (_, at) => {
    const own = parts.slice(Math.floor((at * parts.length) / count), Math.max(1, Math.floor(((at + 1) * parts.length) / count)));
    return { prompt: `${own.join('') || parts.at(-1) || script}` };
  });
  return { look: LABEL, shots };
}
