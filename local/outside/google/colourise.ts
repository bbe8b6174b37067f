import sharp, { type OverlayOptions } from 'sharp';
import { escapeXml } from './pictures.ts';
import { blank, boxBlur, greyOf, type Plane, pictureOf, planeOf } from './pixels/plane.ts';

/** Long side of the copy that the tints are chosen on. */
const SMALL = 300;
/** Mean difference between the channels' deviations, of 255, from which a picture has colours of its own; sepia has one hue only. */
const COLOURFUL = 7;

/** What a hue adds to grey in red and in blue, in parts of its light; green makes up for them, so that the light stays. */
const tints = {
  shadow: { red: -0.02, blue: 0.05 },
  skin: { red: 0.16, blue: -0.15 },
  paper: { red: 0.015, blue: -0.05 },
  surroundings: { red: -0.04, blue: -0.03 },
} as const;
type Tint = { red: number; blue: number };

/**
 * Tints a black-and-white or sepia picture as a retoucher did with a brush: warm where it has the light of skin, the more so in the middle, cool in
 * the shadows, a little green about it. Not a colourisation but a sample of one, which is written on it. A picture that has colours keeps them.
 */
export async function colourisePicture(image: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(image).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const scale = Math.min(1, SMALL / Math.max(info.width, info.height));
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  const small = await planeOf(image, { width: side(info.width), height: side(info.height) });
  if (colourfulness(small) > COLOURFUL) return image;
  const tints = await tintsFor(greyOf(small), info);
  for (let at = 0; at < data.length; at += 3) {
    const light = 0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!;
    const room = Math.min(light, 255 - light) * 2.3 + 16;
    const red = light + (tints[at]! / 255 - 0.5) * room;
    const blue = light + (tints[at + 2]! / 255 - 0.5) * room;
    for (const [c, value] of [red, (light - 0.2126 * red - 0.0722 * blue) / 0.7152, blue].entries()) {
      data[at + c] = Math.min(255, Math.max(0, Math.round(value)));
    }
  }
  return sharp(data, { raw: info })
    .composite([label(info)])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** The tints as an RGB picture of that size: red and blue from −0.5 (0) to 0.5 (255). */
async function tintsFor(grey: Plane, { width, height }: { width: number; height: number }): Promise<Buffer> {
  const field = tintsOf(grey);
  const coded = blank(grey, 3);
  for (let at = 0; at < grey.data.length; at++) {
    coded.data[3 * at] = (field.data[2 * at]! + 0.5) * 255;
    coded.data[3 * at + 2] = (field.data[2 * at + 1]! + 0.5) * 255;
  }
  return sharp(await pictureOf(coded))
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
}

/** How much the picture's hues differ from each other: 0 for grey, sepia and any other single tone. */
function colourfulness({ data }: Plane): number {
  const mean = [0, 0];
  const differences = [0, 0];
  const count = data.length / 3;
  const off = (at: number): [number, number] => [data[at]! - data[at + 1]!, data[at + 2]! - data[at + 1]!];
  for (let at = 0; at < data.length; at += 3) for (const i of [0, 1]) mean[i]! += off(at)[i]! / count;
  for (let at = 0; at < data.length; at += 3) for (const i of [0, 1]) differences[i]! += Math.abs(off(at)[i]! - mean[i]!) / count;
  return (differences[0]! + differences[1]!) / 2;
}

/** Red and blue of the tint at each place, two channels. */
function tintsOf(grey: Plane): Plane {
  const { width, height } = grey;
  const calm = boxBlur(grey, 1);
  const field = blank(grey, 2);
  for (let at = 0; at < calm.data.length; at++) {
    const light = calm.data[at]!;
    const middle = bell((at % width) / width - 0.5, 0.42) * bell(Math.floor(at / width) / height - 0.45, 0.5);
    let tint = mix(tints.surroundings, tints.skin, bell(light - 158, 72) * (0.2 + 0.8 * middle));
    tint = mix(tint, tints.shadow, 1 - step(light - 48, 40));
    tint = mix(tint, tints.paper, step(light - 222, 25));
    field.data.set([tint.red, tint.blue], 2 * at);
  }
  return boxBlur(boxBlur(field, 2), 2);
}

const bell = (off: number, spread: number): number => Math.exp(-((off / spread) ** 2));
/** From 0 to 1 about 0. */
const step = (value: number, softness: number): number => 1 / (1 + Math.exp((-4 * value) / softness));
const mix = (one: Tint, other: Tint, share: number): Tint => ({
  red: one.red + (other.red - one.red) * share,
  blue: one.blue + (other.blue - one.blue) * share,
});

function label({ width, height }: { width: number; height: number }): OverlayOptions {
  const size = Math.max(6, Math.round(Math.min(width, height) * 0.028));
  const text = escapeXml('local sample · tinted');
  return {
    input: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <text x="${size}" y="${height - size}" font-family="sans-serif" font-size="${size}" fill="white" stroke="black" stroke-opacity="0.5"
    stroke-width="${size / 6}" paint-order="stroke">${text}</text></svg>`),
  };
}
