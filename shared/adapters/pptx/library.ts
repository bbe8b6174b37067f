import type Module from 'pptxgenjs';
import { lazily } from '../../kernel/lazily.ts';

export type Deck = Module.default;
export type Slide = Module.default.Slide;
export type ChartOptions = Module.default.IChartOpts;
export type Run = Module.default.TextProps;

/** PptxGenJS, loaded with the first deck: 394 KB. Its types say CommonJS, its package gives the class itself: hence the cast. */
export const loadPptx = lazily(async () => (await import('pptxgenjs')).default as unknown as typeof Module.default);
