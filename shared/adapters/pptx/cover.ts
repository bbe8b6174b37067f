import type { DeckPlan } from '../../domain/decks/types.ts';
import { fit } from './fit.ts';
import { setTitle } from './frame.ts';
import type { Deck } from './library.ts';
import { MASTER } from './masters.ts';
import { COLOUR, PAGE, type } from './theme.ts';

/** The first slide. */
export function addCover(pptx: Deck, { title, subtitle }: DeckPlan): void {
  const slide = pptx.addSlide({ masterName: MASTER.cover });
  setTitle(slide, title, fit([title], { width: 8.3, height: 2 }, [48, 44, 40, 36, 32, 28, 24]));
  slide.addShape('rect', { x: PAGE.margin, y: 4.35, w: 0.8, h: 0.06, fill: { color: COLOUR.warm } });
  if (subtitle) {
    const size = fit([subtitle], { width: 8.3, height: 0.9 }, [20, 18, 16, 14]);
    slide.addText(subtitle, { x: PAGE.margin, y: 4.6, w: 8.3, h: 0.95, margin: 0, valign: 'top', ...type(size, 'C9D3E0') });
  }
}

/** The last slide. */
export function addClosing(pptx: Deck, { closing: { title, lines } }: DeckPlan): void {
  const slide = pptx.addSlide({ masterName: MASTER.closing });
  setTitle(slide, title, fit([title], { width: 10.3, height: 1.25 }, [44, 40, 36, 32, 28]));
  if (lines.length === 0) return;
  const text = lines.join('\n');
  const size = fit([text], { width: 10.3, height: 2.2 }, [20, 18, 16, 14]);
  slide.addText(text, {
    ...{ x: 1.5, y: 3.95, w: 10.333, h: 2.3, align: 'center', valign: 'top', margin: 0, lineSpacingMultiple: 1.4 },
    ...type(size, 'C9D3E0'),
  });
}
