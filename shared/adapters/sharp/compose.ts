import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import type { PictureTools } from '../../domain/repair/ports.ts';
import type { Rgb, Size } from '../../domain/repair/types.ts';
import { between } from './mount.ts';
import { decoding } from './open.ts';
import { rgbJpeg } from './rgb-jpeg.ts';
import { rimsOf, veilOver } from './rim.ts';

/** Flows from line to line, once for each channel: at 48 megapixels the whole picture would be 192 MB, and its copies as much each. */
export const compose: PictureTools['compose'] = (cutOut, frame, size, { r, g, b }) =>
  decoding(async () => {
    const source = sharp(cutOut.bytes);
    const facts = await source.metadata();
    // Its small overshoot stays unseen beside an edge, where Lanczos would leave a line in the background.
    const sized = (): Sharp => between(source.clone(), facts, frame).resize(size.width, size.height, { fit: 'fill', kernel: 'mitchell' });
    const veils = await veilsOver(sized, size, { r, g, b });
    const composed = (): Sharp => sized().flatten({ background: { r, g, b } }).composite(veils);
    return { type: 'image/jpeg', bytes: await rgbJpeg(composed) };
  });

/** What has to be laid over the person so that the picture's rim is bare. */
async function veilsOver(sized: () => Sharp, size: Size, { r, g, b }: Rgb): Promise<OverlayOptions[]> {
  const veils: OverlayOptions[] = [];
  for (const strip of rimsOf(size)) {
    const { left, top, width, height } = strip;
    const cover = await sized().extractChannel('alpha').extract({ left, top, width, height }).raw().toBuffer();
    const veil = veilOver(cover, strip, size);
    if (!veil) continue;
    const input = Buffer.alloc(veil.length * 4);
    for (const [pixel, amount] of veil.entries()) input.set([r, g, b, amount], 4 * pixel);
    veils.push({ input, raw: { width, height, channels: 4 }, left, top });
  }
  return veils;
}
