import sharp, { type OverlayOptions } from 'sharp';
import { escapeXml, seedOf } from './pictures.ts';

const blends = ['soft-light', 'overlay', 'multiply', 'screen', 'hard-light'] as const;
const WORDS = 9;
/** Pixels; an inset in a smaller picture could not be seen. */
const SMALLEST = 24;

/**
 * Changes the picture so that anyone sees it: a wash of two colours that the prompt decides, a banner with the prompt's first words,
 * and the second picture, if there is one, as an inset.
 */
export async function transformPicture(prompt: string, image: Buffer, reference: Buffer | undefined): Promise<Buffer> {
  const { width, height } = await sharp(image).metadata();
  const seed = seedOf(prompt);
  const layers: OverlayOptions[] = [{ input: wash(seed, width, height), blend: blends[seed % blends.length]! }];
  if (reference && Math.min(width, height) >= SMALLEST) layers.push(await inset(reference, width, height));
  layers.push({ input: banner(prompt, seed, width, height) });
  return sharp(image)
    .toColourspace('srgb')
    .modulate({ saturation: 1 + (seed % 5) / 8 })
    .composite(layers)
    .png({ compressionLevel: 1 })
    .toBuffer();
}

const wash = (seed: number, width: number, height: number): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="g" gradientTransform="rotate(${seed % 90})">
      <stop offset="0" stop-color="hsl(${seed % 360},80%,55%)"/><stop offset="1" stop-color="hsl(${(seed >> 3) % 360},80%,45%)"/>
    </linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#g)" opacity="0.75"/></svg>`);

function banner(prompt: string, seed: number, width: number, height: number): Buffer {
  const strip = Math.max(12, Math.round(height * 0.09));
  const words = prompt.trim().split(/\s+/).slice(0, WORDS).join(' ');
  const text = escapeXml(`local sample · ${words}`);
  const size = Math.max(6, Math.min(Math.round(strip * 0.5), Math.floor((width / Math.max(text.length, 12)) * 1.7)));
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect y="${height - strip}" width="100%" height="${strip}" fill="hsl(${seed % 360},60%,22%)" opacity="0.85"/>
    <text x="${size}" y="${height - strip / 2 + size / 3}" font-family="sans-serif" font-size="${size}" fill="white">${text}</text></svg>`);
}

async function inset(reference: Buffer, width: number, height: number): Promise<OverlayOptions> {
  const side = Math.round(Math.min(width, height) * 0.34);
  const border = Math.ceil(side * 0.03);
  const input = await sharp(reference)
    .resize(Math.max(1, side), Math.max(1, side), { fit: 'inside' })
    .extend({ top: border, bottom: border, left: border, right: border, background: 'white' })
    .png()
    .toBuffer();
  return { input, gravity: 'northeast' };
}
