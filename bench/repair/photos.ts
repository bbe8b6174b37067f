import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { plainPortrait } from '#tests/support/pictures.ts';

const folder = resolve(import.meta.dirname, '../../.cache/bench/repair');

/** Megapixels → pixels; 4:3, as cameras make them. */
export const sizes = {
  2: { width: 1632, height: 1224 },
  12: { width: 4000, height: 3000 },
  48: { width: 8000, height: 6000 },
} as const;
export type Megapixels = keyof typeof sizes;

/** What a model makes at most, in this form. */
const MODEL = { width: 4096, height: 3072 };

export interface Photos {
  /** Files of the photos, by megapixels. */
  files: Record<Megapixels, string>;
  /** The model's answers. */
  improved: Buffer;
  keyed: Buffer;
}

/** A drawn portrait with grain, in each size, and as a model would give it back: as it is, and before the key colour. */
export async function drawPhotos(): Promise<Photos> {
  await mkdir(folder, { recursive: true });
  const files = {} as Photos['files'];
  for (const megapixels of [2, 12, 48] as const) {
    files[megapixels] = join(folder, `${megapixels}.jpg`);
    await writeFile(files[megapixels], await plainPortrait('#c8d2e0', { ...sizes[megapixels], noise: 60 }));
  }
  return {
    files,
    improved: await plainPortrait('#c8d2e0', { ...MODEL, noise: 25 }),
    keyed: await plainPortrait('#00ff00', { ...MODEL, noise: 25 }),
  };
}
