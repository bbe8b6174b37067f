import { fit } from './fit.ts';
import type { Deck, Slide } from './library.ts';
import { MASTER } from './masters.ts';
import { COLOUR, INNER, PAGE, type } from './theme.ts';

/** Which section a slide belongs to, and what the whole is called. */
export interface Place {
  deck: string;
  /** From 1; 0 stands before all sections. */
  section: number;
  heading: string;
}

/** A content slide with its title, its section above it and the deck's name at the foot. */
export function contentSlide(pptx: Deck, { deck, section, heading }: Place, title: string): Slide {
  const slide = pptx.addSlide({ masterName: MASTER.content });
  const kicker = section > 0 ? `${String(section).padStart(2, '0')}  ${heading}` : heading;
  if (kicker)
    slide.addText(kicker, { x: PAGE.margin, y: 0.45, w: INNER, h: 0.36, margin: 0, valign: 'middle', ...type(13, COLOUR.accent, true) });
  setTitle(slide, title, fit([title], { width: INNER, height: 0.6 }, [28, 26, 24, 22, 20, 18]));
  slide.addText(deck, { x: PAGE.margin, y: 7.02, w: 9, h: 0.32, margin: 0, valign: 'middle', ...type(10, COLOUR.muted) });
  return slide;
}

/** Fills the master's title. The size is the run's: the placeholder's own would win over the box's. */
export const setTitle = (slide: Slide, title: string, fontSize: number): Slide =>
  slide.addText([{ text: title, options: { fontSize } }], { placeholder: 'title', objectName: 'Title' });
