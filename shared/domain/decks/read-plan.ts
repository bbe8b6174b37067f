import { type Found, field, finite, list, oneOf, text } from '../models/json.ts';
import { deckLimits as limits } from '../prompts/deck.ts';
import { chartKinds, type DeckChart, type DeckInput, type DeckPlan, type DeckSection, type DeckSlide } from './types.ts';

const SECTIONS = 20;
const LABELS = 12;
const SERIES = 4;

/** Reads a model's plan for `input`. What is wrong with it ends in `Unreadable`, which says where. */
export const readPlan =
  ({ topic, outline = [], requirements = '' }: DeckInput) =>
  (found: Found): DeckPlan => {
    const numbers = numbersIn([topic, ...outline, requirements].join(' '));
    const sections = list(field(found, 'sections'), outline.length || 1, outline.length || SECTIONS, (section) =>
      sectionOf(section, numbers),
    );
    return {
      title: text(field(found, 'title'), limits.title * 2),
      subtitle: text(field(found, 'subtitle'), limits.subtitle * 2, { optional: true }),
      sections: sections.map((section, index) => ({ ...section, heading: headingFor(outline[index], section.heading) })),
      closing: closingOf(field(found, 'closing')),
    };
  };

function sectionOf(found: Found, numbers: ReadonlySet<number>): DeckSection {
  return {
    heading: text(field(found, 'heading'), limits.heading * 2),
    slides: list(field(found, 'slides'), 1, limits.slides + 1, (slide) => slideOf(slide, numbers)),
  };
}

function slideOf(found: Found, numbers: ReadonlySet<number>): DeckSlide {
  const drawn = field(found, 'chart');
  const chart = drawn.value === undefined || drawn.value === null ? undefined : chartOf(drawn, numbers);
  // Beside a chart there is a third of the room.
  const longest = chart ? limits.bullet : limits.bullet * 2;
  return {
    title: text(field(found, 'title'), limits.slideTitle * 2),
    bullets: list(field(found, 'bullets'), 1, chart ? limits.bulletsByChart : limits.bullets, (bullet) => text(bullet, longest)),
    notes: text(field(found, 'notes'), limits.notes * 3, { optional: true }),
    ...(chart ? { chart } : {}),
  };
}

/** A chart shows the customer's numbers, never a model's own: one that has another number in it is left out. */
function chartOf(found: Found, numbers: ReadonlySet<number>): DeckChart | undefined {
  const kind = oneOf(field(found, 'kind'), chartKinds);
  const labels = list(field(found, 'labels'), 2, LABELS, (label) => text(label, limits.label * 2));
  const series = list(field(found, 'series'), 1, kind === 'pie' ? 1 : SERIES, (one) => ({
    name: text(field(one, 'name'), limits.label * 2),
    values: list(field(one, 'values'), labels.length, labels.length, finite),
  }));
  if (!series.every(({ values }) => values.every((value) => numbers.has(value)))) return undefined;
  const unit = text(field(found, 'unit'), limits.label, { optional: true });
  return { kind, title: text(field(found, 'title'), limits.slideTitle * 2), unit, labels, series };
}

/** `1,200` and `0.15` as they are; `15%` is 15. `120,150` may be one number or two: it is read as both. */
const numbersIn = (words: string): ReadonlySet<number> =>
  new Set(
    (words.normalize('NFKC').match(/(?<!\d)-?\d[\d,]*(?:\.\d+)?/g) ?? [])
      .flatMap((run) => [run.replaceAll(',', ''), ...run.split(',')])
      .filter(Boolean)
      .map(Number),
  );

const NUMBER = /^第?[\d〇零一二三四五六七八九十百]+(?:[章节篇课讲步]|部分|阶段)?$/u;

/** The customer's own name for a section, without its number before a colon and the facts behind one, where it fits. */
function headingFor(item = '', given: string): string {
  const [first = '', second = ''] = item.split(/[:：]/).map((part) => part.trim());
  const own = NUMBER.test(first) && second !== '' ? second : first;
  return own !== '' && [...own].length <= limits.heading ? own : given;
}

function closingOf(found: Found): DeckPlan['closing'] {
  if (found.value === undefined || found.value === null) return { title: '谢谢', lines: [] };
  return {
    title: text(field(found, 'title'), limits.title * 2),
    lines: list(field(found, 'lines'), 0, 4, (line) => text(line, limits.bullet * 2)),
  };
}
