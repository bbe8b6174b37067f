import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { invalid } from './errors.ts';

const LONG_SIDE = 2048;
const PIXEL_LIMIT = 60_000_000;
const readable = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'];

/** Bytes with their type, as in `inlineData`. */
export interface Sample {
  type: string;
  bytes: Buffer;
}

/** Long side of a picture of each size that a request can name. */
export const pixelsOf = { '512': 512, '1K': 1024, '2K': 2048, '4K': 4096 } as const;

/** The picture, upright and at most `long` pixels long; Google's 400 when it can't be decoded. */
export async function openPicture(mimeType: string, base64: string, long = LONG_SIDE): Promise<Buffer> {
  if (!readable.includes(mimeType)) throw invalid(`Unsupported MIME type: ${mimeType}`);
  try {
    return await sharp(Buffer.from(base64, 'base64'), { limitInputPixels: PIXEL_LIMIT })
      .rotate()
      .resize(long, long, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 1 })
      .toBuffer();
  } catch {
    throw invalid('Unable to process input image. Please retry or report in https://developers.generativeai.google/guide/troubleshooting');
  }
}

/** JPEG, or PNG when there is transparency to keep. `aspectRatio`, `4:3` for example, crops to that form. */
export async function encodePicture(image: Buffer, aspectRatio: string | undefined): Promise<Sample> {
  const [{ width, height }, { isOpaque }] = await Promise.all([sharp(image).metadata(), sharp(image).stats()]);
  const shaped = aspectRatio ? sharp(image).resize({ ...sizeOf(aspectRatio, width, height), position: 'attention' }) : sharp(image);
  return isOpaque
    ? { type: 'image/jpeg', bytes: await shaped.jpeg({ quality: 92 }).toBuffer() }
    : { type: 'image/png', bytes: await shaped.png().toBuffer() };
}

function sizeOf(aspectRatio: string, width: number, height: number): { width: number; height: number } {
  const [across = 1, down = 1] = aspectRatio.split(':').map(Number);
  const unit = Math.min(width / across, height / down);
  return { width: Math.max(1, Math.round(unit * across)), height: Math.max(1, Math.round(unit * down)) };
}

/** A number from 0 up to 2³²−1 that the text decides. */
export const seedOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE();

export const escapeXml = (text: string): string =>
  text.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`).replace(/[^\t\n\r -\ud7ff\ue000-\ufffd]/g, '');
