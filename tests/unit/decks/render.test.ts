import { XMLValidator } from 'fast-xml-parser';
import { beforeAll, expect, test } from 'vitest';
import { partsOf } from '#shared/adapters/pptx/bullets.ts';
import { fit, linesOf } from '#shared/adapters/pptx/fit.ts';
import { renderDeck } from '#shared/adapters/pptx/render.ts';
import type { DeckChart, DeckPlan } from '#shared/domain/decks/types.ts';
import { unzip } from '#tests/support/unzip.ts';

const chart = (kind: DeckChart['kind']): DeckChart => ({
  ...{ kind, title: '销售额', unit: '万元', labels: ['2023年', '2024年', '2025年'] },
  series: [{ name: '销售额', values: [120, 180, 320] }],
});
const bullets = (count: number) => Array.from({ length: count }, (_, index) => `要点${index + 1}：这是说明 <b>&"'`);
const plan: DeckPlan = {
  title: '智能手环 <X1> & 发布会',
  subtitle: '让每一次心跳都被看见',
  sections: [
    {
      heading: '产品介绍',
      slides: [1, 2, 3, 4, 5, 6].map((count) => ({ title: `${count} 条`, bullets: bullets(count), notes: `备注 ${count}` })),
    },
    {
      heading: '市场分析',
      slides: (['bar', 'line', 'pie'] as const).map((kind) => ({ title: kind, bullets: bullets(2), notes: '', chart: chart(kind) })),
    },
  ],
  closing: { title: '谢谢观看', lines: ['再见'] },
};

let files: Map<string, string>;
beforeAll(async () => {
  files = unzip(await renderDeck(plan));
});

const slidesOf = (all: Map<string, string>) => [...all.keys()].filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).length;
const slide = (number: number): string => files.get(`ppt/slides/slide${number}.xml`)!;
const textsOf = (xml: string): string[] => [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => text!);

test('a deck has a title, an agenda, each slide of each section in order, and an end', () => {
  expect(slidesOf(files)).toBe(1 + 1 + 9 + 1);
  expect(textsOf(slide(1))).toContain('智能手环 &lt;X1&gt; &amp; 发布会');
  expect(textsOf(slide(2))).toEqual(expect.arrayContaining(['目录', '产品介绍', '市场分析']));
  expect(textsOf(slide(3))).toEqual(expect.arrayContaining(['01  产品介绍', '1 条']));
  expect(textsOf(slide(9))).toEqual(expect.arrayContaining(['02  市场分析', 'bar']));
  expect(textsOf(slide(12))).toContain('谢谢观看');
});

test('a deck in another language has no Chinese words of ours in it', async () => {
  const english = {
    ...{ title: 'Remote work', subtitle: '', closing: { title: 'Thank you', lines: [] } },
    sections: [{ heading: 'Why', slides: [{ title: 'It works', bullets: ['Fewer trips', 'More quiet'], notes: '' }] }],
  };
  const texts = [...unzip(await renderDeck(english))].flatMap(([name, xml]) => (/slides\/slide\d+\.xml$/.test(name) ? textsOf(xml) : []));
  expect(texts).toContain('Contents');
  expect(texts.join('')).not.toMatch(/\p{Script=Han}/u);
});

test('every part is well-formed XML, and every relation leads to a part that is there', () => {
  for (const [name, text] of files) {
    if (!/\.(xml|rels)$/.test(name)) continue;
    expect(XMLValidator.validate(text), name).toBe(true);
    if (!name.endsWith('.rels')) continue;
    const folder = name.replace(/_rels\/[^/]+$/, '');
    for (const [, target, mode] of text.matchAll(/Target="([^"]+)"(?: TargetMode="(\w+)")?/g)) {
      if (mode === 'External') continue;
      const path = new URL(target!, `file:///${folder}`).pathname.slice(1);
      expect(files.has(path), `${name} → ${path}`).toBe(true);
    }
  }
});

test('every slide has its title where outlines and screen readers look for it', () => {
  for (let number = 1; number <= 12; number++) expect(slide(number), `slide ${number}`).toMatch(/<p:ph[^>]*type="title"/);
});

test('notes are with their slides', () => {
  expect(textsOf(files.get('ppt/notesSlides/notesSlide3.xml')!)).toContain('备注 1');
});

test('charts hold the numbers themselves, of the kind that was asked for', () => {
  const kinds = [1, 2, 3].map((number) => files.get(`ppt/charts/chart${number}.xml`)!);
  expect(kinds.map((xml) => /<c:(barChart|lineChart|doughnutChart)>/.exec(xml)?.[1])).toEqual(['barChart', 'lineChart', 'doughnutChart']);
  for (const xml of kinds) for (const value of ['120', '180', '320']) expect(xml).toContain(`<c:v>${value}</c:v>`);
  expect([...files.keys()].filter((name) => name.endsWith('.xlsx'))).toHaveLength(3);
});

/** The library names Arial beside each of a ring's labels' own font, for labels that have none. */
const RING = 'ppt/charts/chart3.xml';

test('every text names a font that has Chinese, also in charts and on masters', () => {
  const named = new Set(
    [...files]
      .filter(([name]) => /slides\/|charts\/|slideMasters|slideLayouts/.test(name) && name !== RING)
      .flatMap(([, xml]) => [...xml.matchAll(/<a:(?:latin|ea) typeface="([^"]+)"/g)].map(([, font]) => font)),
  );
  expect([...named].filter((font) => !font?.startsWith('+'))).toEqual(['Microsoft YaHei']);
});

test('there is no inner shadow, which PowerPoint would want to repair', () => {
  for (const [name, text] of files) expect(text, name).not.toContain('innerShdw');
});

test('two decks at the same time don’t get into each other', async () => {
  const [one, other] = await Promise.all([renderDeck(plan), renderDeck({ ...plan, sections: plan.sections.slice(0, 1), title: '另一个' })]);
  expect(slidesOf(unzip(one))).toBe(12);
  expect(slidesOf(unzip(other))).toBe(9);
  expect([...unzip(other).values()].join('')).not.toContain('智能手环');
});

test('a text gets the largest size at which it fits', () => {
  expect(linesOf('一二三四五', 72, 5)).toBe(1);
  expect(linesOf('一二三四五六', 72, 5)).toBe(2);
  expect(fit(['一二三四五六'], { width: 5, height: 1.4 }, [72, 60, 40])).toBe(60);
  expect(fit(['字'.repeat(1000)], { width: 5, height: 1 }, [72, 12])).toBe(12);
});

test('a point’s first part is emphasised only when it is short', () => {
  expect(partsOf('轻：整机18克')).toEqual({ lead: '轻', rest: '整机18克' });
  expect(partsOf('时间 12:30 出发')).toEqual({ lead: '', rest: '时间 12:30 出发' });
  expect(partsOf('没有冒号')).toEqual({ lead: '', rest: '没有冒号' });
  expect(partsOf('这一部分实在太长了不能算作要点：说明')).toMatchObject({ lead: '' });
});

test('the document is called what the deck is called', () => {
  expect(files.get('docProps/core.xml')).toContain('<dc:title>智能手环 &lt;X1&gt; &amp; 发布会</dc:title>');
});
