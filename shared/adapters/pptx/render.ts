import type { RenderDeck } from '../../domain/decks/ports.ts';
import type { DeckSlide } from '../../domain/decks/types.ts';
import { addAgenda } from './agenda.ts';
import { addBullets, addRows } from './bullets.ts';
import { addChart } from './chart.ts';
import { addClosing, addCover } from './cover.ts';
import { contentSlide, type Place } from './frame.ts';
import { type Deck, loadPptx } from './library.ts';
import { BODY, defineMasters } from './masters.ts';
import { FONT, INNER, PAGE } from './theme.ts';

/** Of a chart slide's width, the chart's part. */
const CHART_SHARE = 0.62;
const GUTTER = 0.4;

/** Makes a .pptx with PptxGenJS. Shadows are left out altogether: its inner ones make files that PowerPoint wants to repair. */
export const renderDeck: RenderDeck = async (plan) => {
  const Pptx = await loadPptx();
  const pptx = new Pptx();
  pptx.layout = 'LAYOUT_WIDE';
  pptx.theme = { headFontFace: FONT, bodyFontFace: FONT };
  pptx.title = plan.title;
  pptx.subject = plan.subtitle;
  pptx.author = '';
  pptx.company = '';
  defineMasters(pptx);
  addCover(pptx, plan);
  addAgenda(pptx, plan);
  for (const [index, { heading, slides }] of plan.sections.entries()) {
    for (const slide of slides) addContent(pptx, { deck: plan.title, section: index + 1, heading }, slide);
  }
  addClosing(pptx, plan);
  return (await pptx.write({ outputType: 'uint8array', compression: true })) as Uint8Array;
};

function addContent(pptx: Deck, place: Place, { title, bullets, notes, chart }: DeckSlide): void {
  const slide = contentSlide(pptx, place, title);
  if (chart) {
    const w = INNER * CHART_SHARE;
    addChart(slide, chart, { x: PAGE.margin, w });
    addRows(slide, bullets, { x: PAGE.margin + w + GUTTER, y: BODY.top + 0.45, w: INNER - w - GUTTER, h: BODY.bottom - BODY.top - 0.45 });
  } else {
    addBullets(slide, bullets);
  }
  if (notes) slide.addNotes(notes);
}
