import { type ImageRatio, imageRatios } from '../models/ports.ts';
import type { Size } from './types.ts';

/**
 * How a picture is shown to a model. Models make pictures of a few forms only and cut or stretch whatever has another, so the picture is
 * given margins up to the nearest of those forms, and they are cut off again from what comes back: the customer's framing stays.
 */
export interface Frame {
  ratio: ImageRatio;
  /** What of the canvas's width and height is the picture, centred: (0, 1]. One of them is 1. */
  share: Size;
}

/** The form that needs the least margin. */
export function frameFor(size: Size): Frame {
  const form = Math.log(size.width / size.height);
  const distance = (ratio: ImageRatio): number => Math.abs(Math.log(widthByHeight(ratio)) - form);
  const ratio = imageRatios.reduce((best, next) => (distance(next) < distance(best) ? next : best));
  const width = Math.min(1, size.width / (size.height * widthByHeight(ratio)));
  const height = Math.min(1, (size.height * widthByHeight(ratio)) / size.width);
  return { ratio, share: { width, height } };
}

/** Width by height: 0.75 for `3:4`. */
export function widthByHeight(ratio: ImageRatio): number {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  return across / down;
}
