import type { FitPicture } from '../../domain/pictures/ports.ts';
import { decoding, open, plain } from './open.ts';

/** Cuts where the least happens: `attention` keeps faces and what stands out. */
export const fitPicture: FitPicture = (picture, { width, height }) =>
  decoding(async () => {
    const image = plain(await open(picture.bytes)).resize(width, height, { fit: 'cover', position: 'attention', kernel: 'lanczos3' });
    return { type: 'image/png', bytes: await image.png({ compressionLevel: 6 }).toBuffer() };
  });
