import { fit } from './fit.ts';
import type { Run, Slide } from './library.ts';
import { BODY } from './masters.ts';
import { COLOUR, INNER, PAGE, type } from './theme.ts';

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

const GAP = 0.25;
const ROW_GAP = 0.16;
const TALLEST_ROW = 1.6;
/** An ideographic space, between a point and what is said of it. */
const SPACE = '　';
/** A colon between digits is a time or a ratio. */
const LEAD = /^([^：:]{1,14})(?:：|:(?!\d))\s*(.+)$/su;

/** `要点：说明` in its two parts; without a colon everything is the second. */
export function partsOf(bullet: string): { lead: string; rest: string } {
  const [, lead = '', rest = bullet] = LEAD.exec(bullet) ?? [];
  return { lead, rest };
}

/** The points of a slide: three stand side by side, four two by two, any other number below one another. */
export function addBullets(slide: Slide, bullets: readonly string[]): void {
  const box = { x: PAGE.margin, y: BODY.top, w: INNER, h: BODY.bottom - BODY.top };
  if (bullets.length === 3) addCards(slide, bullets, 3, { ...box, h: 3.9, y: BODY.top + 0.3 });
  else if (bullets.length === 4) addCards(slide, bullets, 2, box);
  else addRows(slide, bullets, box);
}

function addCards(slide: Slide, bullets: readonly string[], columns: number, { x, y, w: width, h: height }: Box): void {
  const rows = bullets.length / columns;
  const w = (width - GAP * (columns - 1)) / columns;
  const h = (height - GAP * (rows - 1)) / rows;
  const size = sizeFor(bullets, { width: w - 0.7, height: h - 1.25 }, [20, 18, 16, 15, 14, 13, 12], '\n');
  for (const [index, bullet] of bullets.entries()) {
    const place = { x: x + (index % columns) * (w + GAP), y: y + Math.floor(index / columns) * (h + GAP), w, h };
    addCard(slide, bullet, index, place, size);
  }
}

function addCard(slide: Slide, bullet: string, index: number, { x, y, w, h }: Box, size: number): void {
  const colour = index % 2 === 0 ? COLOUR.accent : COLOUR.warm;
  slide.addShape('rect', { x, y, w, h, fill: { color: COLOUR.mist } });
  slide.addShape('rect', { x, y, w, h: 0.07, fill: { color: colour } });
  slide.addText(String(index + 1).padStart(2, '0'), {
    ...{ x: x + 0.35, y: y + 0.25, w: 1, h: 0.5, margin: 0, valign: 'middle' },
    ...type(24, colour, true),
  });
  slide.addText(runsOf(bullet, size, '\n'), {
    ...{ x: x + 0.35, y: y + 0.85, w: w - 0.7, h: h - 1.0, margin: 0, valign: 'top', lineSpacingMultiple: 1.2 },
  });
}

/** Points below one another in a box. */
export function addRows(slide: Slide, bullets: readonly string[], { x, y, w, h }: Box): void {
  const height = Math.min(TALLEST_ROW, (h - ROW_GAP * (bullets.length - 1)) / bullets.length);
  const size = sizeFor(bullets, { width: w - 1.1, height: height - 0.1 }, [20, 18, 16, 15, 14, 13, 12, 11], SPACE);
  for (const [index, bullet] of bullets.entries()) {
    const top = y + index * (height + ROW_GAP);
    slide.addShape('rect', { x, y: top, w, h: height, fill: { color: COLOUR.mist } });
    slide.addShape('rect', { x, y: top, w: 0.07, h: height, fill: { color: COLOUR.accent } });
    slide.addText(String(index + 1), {
      ...{ x: x + 0.2, y: top, w: 0.5, h: height, margin: 0, align: 'center', valign: 'middle' },
      ...type(20, COLOUR.accent, true),
    });
    slide.addText(runsOf(bullet, size, SPACE), {
      ...{ x: x + 0.85, y: top, w: w - 1.05, h: height, margin: 0, valign: 'middle', lineSpacingMultiple: 1.1 },
    });
  }
}

type Break = '\n' | typeof SPACE;

const sizeFor = (bullets: readonly string[], box: { width: number; height: number }, sizes: readonly number[], between: Break): number =>
  Math.min(
    ...bullets.map((bullet) => {
      const { lead, rest } = partsOf(bullet);
      return fit([lead ? lead + between + rest : rest], box, sizes);
    }),
  );

function runsOf(bullet: string, size: number, between: Break): Run[] {
  const { lead, rest } = partsOf(bullet);
  const body = { text: rest, options: type(size, COLOUR.text) };
  if (!lead) return [body];
  const alone = between === '\n';
  return [
    { text: alone ? lead : `${lead}${between}`, options: { ...type(size + (alone ? 2 : 0), COLOUR.ink, true), breakLine: alone } },
    body,
  ];
}
