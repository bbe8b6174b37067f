import sharp from 'sharp';

/** Of the pixels: how many at each end may become quite black or white. */
const CLIPPED = { lower: 0.5, upper: 99.5 };

/** The widest that sharp does. */
const SIGMA_LIMIT = 10;

/** Really enhances, with plain means: noise goes, light is spread over the whole range, the picture is enlarged to `long` pixels, if it is smaller, and sharpened. */
export async function enhancePicture(image: Buffer, long = 0): Promise<Buffer> {
  const { width, height } = await sharp(image).metadata();
  const scale = Math.max(1, long / Math.max(width, height));
  const calm = Math.min(width, height) < 8 ? sharp(image) : sharp(image).median(3);
  return sharp(await calm.png({ compressionLevel: 1 }).toBuffer())
    .normalise(CLIPPED)
    .resize(Math.round(width * scale), Math.round(height * scale), { kernel: 'lanczos3' })
    .sharpen({ sigma: Math.min(0.6 + 0.5 * scale, SIGMA_LIMIT), m1: 0.2, m2: 1.8, x1: 3, y2: 8, y3: 14 })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
