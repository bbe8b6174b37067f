import type { AspectRatio } from '../models/ports.ts';

/** A film to be made from a script. */
export interface FilmInput {
  script: string;
  /** Whole seconds. */
  duration: number;
  aspectRatio: AspectRatio;
}

/** Seconds that a film can have. */
export const filmLimits = { least: 3, most: 60 } as const;

/** A model's price buys so many seconds, and as many again for each that are begun. */
const PRICED_SECONDS = 30;
export const filmParts = ({ duration }: Pick<FilmInput, 'duration'>): number => Math.ceil(duration / PRICED_SECONDS);
