import type { Deck } from './library.ts';
import { COLOUR, FONT, INNER, PAGE, type } from './theme.ts';

export const MASTER = { cover: 'COVER', content: 'CONTENT', closing: 'CLOSING' } as const;

/** Where a content slide's own room begins and ends, from the top. Inches. */
export const BODY = { top: 1.85, bottom: 6.75 } as const;

/** The template: three masters with real title placeholders, so that outline views and screen readers have the titles. */
export function defineMasters(pptx: Deck): void {
  pptx.defineSlideMaster({
    title: MASTER.cover,
    background: { color: COLOUR.ink },
    objects: [
      { rect: { x: 9.6, y: 0, w: 3.733, h: 7.5, fill: { color: '16233A' } } },
      { rect: { x: 9.6, y: 0, w: 0.09, h: 7.5, fill: { color: COLOUR.warm } } },
      { rect: { x: 10.6, y: 4.9, w: 2.733, h: 2.6, fill: { color: COLOUR.accent } } },
      { rect: { x: 12.0, y: 3.6, w: 1.333, h: 1.3, fill: { color: COLOUR.warm } } },
      { placeholder: title({ x: PAGE.margin, y: 2.1, w: 8.3, h: 2.0 }, 44, COLOUR.paper, 'bottom') },
    ],
  });
  pptx.defineSlideMaster({
    title: MASTER.content,
    background: { color: COLOUR.paper },
    objects: [
      { rect: { x: 0, y: 0, w: PAGE.width, h: 0.12, fill: { color: COLOUR.ink } } },
      { rect: { x: PAGE.margin, y: 6.98, w: INNER, h: 0.01, fill: { color: COLOUR.line } } },
      { placeholder: title({ x: PAGE.margin, y: 0.82, w: INNER, h: 0.75 }, 28, COLOUR.ink, 'middle') },
    ],
    slideNumber: { x: 12.0, y: 7.02, w: 0.6, h: 0.32, align: 'right', color: COLOUR.muted, fontFace: FONT, fontSize: 10 },
  });
  pptx.defineSlideMaster({
    title: MASTER.closing,
    background: { color: COLOUR.ink },
    objects: [
      { rect: { x: 0, y: 7.32, w: PAGE.width, h: 0.18, fill: { color: COLOUR.warm } } },
      { rect: { x: 6.2665, y: 3.62, w: 0.8, h: 0.06, fill: { color: COLOUR.warm } } },
      { placeholder: { ...title({ x: 1.5, y: 2.2, w: 10.333, h: 1.25 }, 44, COLOUR.paper, 'bottom', 'center') } },
    ],
  });
}

function title(
  place: { x: number; y: number; w: number; h: number },
  size: number,
  color: string,
  valign: 'bottom' | 'middle',
  align: 'left' | 'center' = 'left',
) {
  return { options: { name: 'title', type: 'title' as const, ...place, ...type(size, color, true), align, valign, margin: 0 }, text: '' };
}
