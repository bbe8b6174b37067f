import type { DeckPlan } from './types.ts';

/** Makes the file: a .pptx that PowerPoint, WPS and LibreOffice open. */
export type RenderDeck = (plan: DeckPlan) => Promise<Uint8Array>;

export const PPTX_TYPE = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
