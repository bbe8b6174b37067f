import type { Sharp } from 'sharp';
import { type Frame, widthByHeight } from '../../domain/repair/frame.ts';
import type { PictureTools } from '../../domain/repair/ports.ts';
import type { Size } from '../../domain/repair/types.ts';
import { decoding, open, plain } from './open.ts';

/** Long side, in pixels, of what a model is shown: more than any of them makes. */
const LONG_SIDE = 4096;
const JPEG = { quality: 95, chromaSubsampling: '4:4:4', optimiseCoding: false } as const;

/** Logarithms: how far a picture's form may be from the one that was asked for. Rounding to whole pixels or blocks of them is nothing; … */
const SAME = 0.01;
/** … a little more was stretched; beyond that the model has cut something off, and stretching would make faces wide. */
const STRETCHED = 0.06;

export const mount: PictureTools['mount'] = (picture, frame) =>
  decoding(async () => {
    const opened = await open(picture.bytes);
    const { content, margins } = layout(opened.size, frame);
    const bytes = await plain(opened)
      .resize(content.width, content.height, { fit: 'fill' })
      .extend({ ...margins, extendWith: 'mirror' })
      .jpeg(JPEG)
      .toBuffer();
    return { type: 'image/jpeg', bytes };
  });

function layout({ width, height }: Size, { share }: Frame) {
  const scale = Math.min(1, LONG_SIDE / Math.max(width / share.width, height / share.height));
  const content = { width: pixels(width * scale), height: pixels(height * scale) };
  const across = pixels(content.width / share.width) - content.width;
  const down = pixels(content.height / share.height) - content.height;
  const margins = { left: across >> 1, right: across - (across >> 1), top: down >> 1, bottom: down - (down >> 1) };
  return { content, margins };
}

const pixels = (length: number): number => Math.max(1, Math.round(length));

export const straighten: PictureTools['straighten'] = (made, frame) =>
  decoding(async () => {
    const opened = await open(made.bytes);
    const { width, height } = opened.size;
    const wanted = widthByHeight(frame.ratio);
    const off = Math.abs(Math.log(width / height / wanted));
    const fit = off <= STRETCHED ? 'fill' : 'cover';
    const size = { width, height: pixels(width / wanted) };
    const image = off <= SAME ? plain(opened) : plain(opened).resize({ ...size, fit });
    return { type: 'image/jpeg', bytes: await image.jpeg(JPEG).toBuffer() };
  });

/** The part of a mounted picture that lies between its margins. */
export function between(image: Sharp, { width, height }: Size, { share }: Frame): Sharp {
  const content = { width: pixels(width * share.width), height: pixels(height * share.height) };
  return image.extract({ ...content, left: (width - content.width) >> 1, top: (height - content.height) >> 1 });
}
