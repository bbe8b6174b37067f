import sharp from 'sharp';

const LONG_SIDE = 2048;
const SCRATCH = 34;

/** The work is a restoration when the prompt's first line says so. */
export const asksToRestore = (prompt: string): boolean => /\brestor(e|ing|ation)\b/i.test(prompt.trimStart().split('\n', 1)[0] ?? '');

/** Really restores, with plain means: scratches and noise go, contrast is stretched, the picture is enlarged and sharpened. */
export async function restorePicture(image: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(image).metadata();
  const scale = Math.min(2, LONG_SIDE / Math.max(width, height));
  return sharp(await withoutScratches(image))
    .normalise({ lower: 1, upper: 99 })
    .resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), { kernel: 'lanczos3' })
    .sharpen({ sigma: 1.2, m1: 0.4, m2: 1.6 })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Bright specks and lines that stand out of their surroundings take its colour; what remains is lightly denoised. */
async function withoutScratches(image: Buffer): Promise<Buffer> {
  const radius = 7;
  const [fine, coarse] = await Promise.all([
    sharp(image).median(3).raw().toBuffer({ resolveWithObject: true }),
    sharp(image).median(radius).raw().toBuffer(),
  ]);
  const { data, info } = fine;
  const colours = info.channels > 2 ? 3 : 1;
  for (let at = 0; at < data.length; at += info.channels) {
    let excess = 0;
    for (let c = 0; c < colours; c++) excess += data[at + c]! - coarse[at + c]!;
    if (excess / colours > SCRATCH) for (let c = 0; c < colours; c++) data[at + c] = coarse[at + c]!;
  }
  const { width, height, channels } = info;
  return sharp(data, { raw: { width, height, channels } }).png({ compressionLevel: 1 }).toBuffer();
}
