import type { Picture } from '../models/ports.ts';
import { compose, cutOut } from './background.ts';
import { frameFor } from './frame.ts';
import { colourise, enhance, enlarge, mount, restore } from './improve.ts';
import { enlargedSize } from './size.ts';
import { inTurn, type RepairParts, type Step, type Work } from './step.ts';
import type { Repair } from './types.ts';

/** Each asks what the one before it asks, and one more: an order that is raised pays for what is new. */
const improvements = {
  sr: [enhance],
  'sr,repair': [restore, enhance],
  'sr,repair,colour': [restore, enhance, colourise],
} as const;

/**
 * Repairs an upload (any format that we take, up to 50 megapixels) and answers the result: a JPEG, upright, of the upload's own form and
 * framing, never smaller than it. `sr` and its companions enlarge it four times, up to 6000 pixels; `bg` leaves its size.
 *
 * Ends in the faults `image.invalid` (the upload can't be decoded) and those of `ImageModel`. Anything else that is thrown is no fault of the
 * picture, and another delivery may help: what was paid for is in the cache then.
 */
export async function repairPicture(parts: RepairParts, upload: Picture, repair: Repair): Promise<Picture> {
  const input = await parts.tools.measure(upload);
  const size = repair.type === 'bg' ? input : enlargedSize(input);
  const work: Work = { ...parts, frame: frameFor(input), size };
  return inTurn(mount(work), ...stepsOf(work, repair))(upload);
}

const stepsOf = (work: Work, repair: Repair): Step[] =>
  repair.type === 'bg'
    ? [cutOut(work), compose(work, repair.rgb)]
    : [...improvements[repair.type].map((step) => step(work)), enlarge(work)];
