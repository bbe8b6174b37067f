import type { AttemptOptions } from '../jobs/attempt.ts';
import type { ImageModel, Picture } from '../models/ports.ts';
import type { Frame } from './frame.ts';
import type { PictureTools, StepCache } from './ports.ts';
import type { Size } from './types.ts';

/** One thing done to a picture. Steps know nothing of each other, so that they can be combined and tried alone. */
export type Step = (picture: Picture) => Promise<Picture>;

export interface RepairParts {
  tools: PictureTools;
  images: ImageModel;
  /** The id of `images`'s model: another model's work is other work. */
  model: string;
  cache: StepCache;
  /** How long one call of the model may take. */
  timeoutMs: number;
  /** When a call that failed is made again. */
  attempt: AttemptOptions;
}

/** One photo on its way: what its steps are done with, how it is shown to models, and how large it comes out. */
export interface Work extends RepairParts {
  frame: Frame;
  /** Size of the result; never smaller than the input. */
  size: Size;
}

/** The steps, one after the other. */
export const inTurn =
  (...steps: readonly Step[]): Step =>
  async (picture) => {
    let latest = picture;
    for (const step of steps) latest = await step(latest);
    return latest;
  };
