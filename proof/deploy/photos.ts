import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { runFolder } from './folders.ts';

export interface Drawn {
  /** 12 megapixels, as a phone takes them, below the 4.5 MB of the form. */
  usual: string;
  /** The same in a quality that is too large for the form. */
  large: string;
}

export async function drawPhotos(): Promise<Drawn> {
  const [usual, large] = [join(runFolder, 'usual.jpg'), join(runFolder, 'large.jpg')];
  const photo = await damagedPhoto(3024, 4032);
  writeFileSync(usual, photo);
  writeFileSync(large, await sharp(photo).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer());
  return { usual, large };
}
