import sharp from 'sharp';
import { colourisePicture } from './colourise.ts';
import { drawPicture } from './draw.ts';
import { enhancePicture } from './enhance.ts';
import { pixelsOf } from './pictures.ts';
import { paintBackground } from './portrait/paint-background.ts';
import { repairDamage } from './repair.ts';
import { restorePicture } from './restore.ts';
import { taskOf } from './task.ts';
import { transformPicture } from './transform.ts';

/** Does what the prompt asks for, with plain means. `long` is the long side, in pixels, that the request names; `aspectRatio` the form, of a new picture. */
export async function work(prompt: string, [image, reference]: Buffer[], long: number | undefined, aspectRatio?: string): Promise<Buffer> {
  if (!image) return drawPicture(prompt, long ?? pixelsOf['1K'], aspectRatio);
  const task = taskOf(prompt);
  switch (task.kind) {
    case 'restore':
      return restorePicture(image, long);
    case 'enhance':
      return enhancePicture(image, long);
    case 'repair':
      return enlarged(await repairDamage(image), long);
    case 'colourise':
      return enlarged(await colourisePicture(image), long);
    case 'background':
      return paintBackground(await enlarged(image, long), task.colour);
    case 'transform':
      return transformPicture(prompt, image, reference);
  }
}

/** A model makes its picture as large as it is told, however small the one that it is shown. */
async function enlarged(image: Buffer, long: number | undefined): Promise<Buffer> {
  const { width, height } = await sharp(image).metadata();
  const scale = (long ?? 0) / Math.max(width, height);
  if (scale <= 1) return image;
  return sharp(image)
    .resize(Math.round(width * scale), Math.round(height * scale), { kernel: 'lanczos3' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
