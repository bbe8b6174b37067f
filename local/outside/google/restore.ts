import sharp from 'sharp';

const LONG_SIDE = 2048;
/** Side of the window whose middle value counts as a spot's surroundings. */
const WINDOW = 11;
/** How much brighter than its surroundings (of 255) a spot is to count as damage. */
const DAMAGE = 20;

/** The work is a restoration when the prompt's first line says so. */
export const asksToRestore = (prompt: string): boolean => /\brestor(e|ing|ation)\b/i.test(prompt.trimStart().split('\n', 1)[0] ?? '');

/** Really restores, with plain means: scratches and noise go, contrast is stretched, the picture is enlarged and sharpened. */
export async function restorePicture(image: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(image).metadata();
  const scale = Math.min(2, LONG_SIDE / Math.max(width, height));
  const clean = Math.min(width, height) < WINDOW ? image : await withoutScratches(image);
  return sharp(clean)
    .normalise({ lower: 1, upper: 99 })
    .gamma(1, 1.3)
    .resize(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), { kernel: 'lanczos3' })
    .sharpen({ sigma: 1.2, m1: 0.4, m2: 1.6 })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Bright specks and lines that stand out of their surroundings take its colour; the rest is lightly denoised. */
async function withoutScratches(image: Buffer): Promise<Buffer> {
  const [{ data, info }, surroundings] = await Promise.all([
    sharp(image).median(3).raw().toBuffer({ resolveWithObject: true }),
    sharp(image).median(WINDOW).raw().toBuffer(),
  ]);
  const { width, height, channels } = info;
  const damage = await sharp(damageOf(data, surroundings, channels), { raw: { width, height, channels: 1 } })
    .blur(1)
    .threshold(20)
    .extractChannel(0)
    .raw()
    .toBuffer();
  for (let pixel = 0; pixel < damage.length; pixel++) {
    if (damage[pixel] !== 0) surroundings.copy(data, pixel * channels, pixel * channels, (pixel + 1) * channels);
  }
  return sharp(data, { raw: { width, height, channels } }).png({ compressionLevel: 1 }).toBuffer();
}

/** One byte for each pixel: 255 where it is much brighter than its surroundings. */
function damageOf(data: Buffer, surroundings: Buffer, channels: number): Buffer {
  const mask = Buffer.alloc(data.length / channels);
  const colours = channels > 2 ? 3 : 1;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    let excess = 0;
    for (let c = pixel * channels; c < pixel * channels + colours; c++) excess += data[c]! - surroundings[c]!;
    if (excess > DAMAGE * colours) mask[pixel] = 255;
  }
  return mask;
}
