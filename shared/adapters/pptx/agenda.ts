import type { DeckPlan } from '../../domain/decks/types.ts';
import { fit } from './fit.ts';
import { contentSlide } from './frame.ts';
import type { Deck } from './library.ts';
import { BODY } from './masters.ts';
import { COLOUR, INNER, PAGE, type } from './theme.ts';

const GAP = 0.22;
const TALLEST = 1.1;
/** Sections in one column; more make two. */
const ONE_COLUMN = 5;

/** What comes, numbered. */
export function addAgenda(pptx: Deck, { title, sections }: DeckPlan): void {
  const chinese = /\p{Script=Han}/u.test([title, ...sections.map(({ heading }) => heading)].join(''));
  const slide = contentSlide(pptx, { deck: title, section: 0, heading: chinese ? 'CONTENTS' : '' }, chinese ? '目录' : 'Contents');
  const columns = sections.length > ONE_COLUMN ? 2 : 1;
  const rows = Math.ceil(sections.length / columns);
  const height = Math.min(TALLEST, (BODY.bottom - BODY.top - GAP * (rows - 1)) / rows);
  const width = (INNER - (columns - 1) * 0.4) / columns;
  const size = fit(
    [sections.map(({ heading }) => heading).toSorted((a, b) => b.length - a.length)[0]!],
    { width: width - 1.4, height: 0.5 },
    [20, 18, 16, 14, 12],
  );
  for (const [index, { heading }] of sections.entries()) {
    const x = PAGE.margin + Math.floor(index / rows) * (width + 0.4);
    const y = BODY.top + (index % rows) * (height + GAP);
    slide.addShape('rect', { x, y, w: width, h: height, fill: { color: COLOUR.mist } });
    slide.addText(String(index + 1).padStart(2, '0'), {
      ...{
        shape: 'rect',
        x,
        y,
        w: Math.max(0.7, height),
        h: height,
        fill: { color: COLOUR.accent },
        align: 'center',
        valign: 'middle',
        margin: 0,
      },
      ...type(Math.min(20, Math.max(11, Math.round(height * 24))), COLOUR.paper, true),
    });
    slide.addText(heading, {
      ...{ x: x + Math.max(0.7, height) + 0.3, y, w: width - Math.max(0.7, height) - 0.4, h: height, margin: 0, valign: 'middle' },
      ...type(size, COLOUR.ink, true),
    });
  }
}
