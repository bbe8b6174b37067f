import sharp from 'sharp';
import { findDamage } from './damage.ts';
import { inverse, type Mask } from './pixels/areas.ts';
import { boxBlur, differenceOf, greyOf, type Plane, planeOf } from './pixels/plane.ts';

/** Long side of the copy on which damage is looked for and filled. */
const LONG_SIDE = 800;
/** Pixels; in less nobody sees a scratch. */
const SMALLEST = 32;
/** Of 255. */
const MOST_GRAIN = 8;

/** Takes cracks, scratches and dust out and fills their place from its surroundings, grain and all. */
export async function repairDamage(image: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(image).metadata();
  if (Math.min(width, height) < SMALLEST) return image;
  const scale = Math.min(1, LONG_SIDE / Math.max(width, height));
  const small = await planeOf(image, { width: Math.round(width * scale), height: Math.round(height * scale) });
  const damage = await findDamage(greyOf(small));
  const patch = await sharp(patched(small, damage), { raw: { width: small.width, height: small.height, channels: 4 } })
    .resize(width, height, { fit: 'fill' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(image)
    .composite([{ input: patch }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** What goes over the damage, RGBA. */
function patched(plane: Plane, damage: Mask): Buffer {
  const { data } = filled(plane, damage);
  const soft = boxBlur(damage, 1);
  const out = Buffer.alloc(soft.data.length * 4);
  for (let at = 0; at < soft.data.length; at++) {
    for (let c = 0; c < 3; c++) out[4 * at + c] = Math.min(255, Math.max(0, Math.round(data[3 * at + c]!)));
    out[4 * at + 3] = Math.min(255, Math.round(soft.data[at]! * 510));
  }
  return out;
}

/** The nearer the sound pixels, the more they count: windows of growing size, each for what the smaller ones don't reach. */
function filled(plane: Plane, damage: Mask): Plane {
  const sound = inverse(damage);
  const kept = { ...plane, data: plane.data.map((value, at) => value * sound.data[Math.floor(at / 3)]!) };
  const data = plane.data.slice();
  const missing = damage.data.slice();
  const grain = differenceOf(plane, boxBlur(plane, 2));
  for (let reach = 2; reach < Math.max(plane.width, plane.height) && missing.includes(1); reach *= 2) {
    const [sum, weight] = [boxBlur(boxBlur(kept, reach), reach), boxBlur(boxBlur(sound, reach), reach)];
    for (let at = 0; at < missing.length; at++) {
      if (missing[at] === 0 || weight.data[at]! < 0.15) continue;
      missing[at] = 0;
      const like = soundNeighbour(damage, at, reach);
      for (let c = 3 * at; c < 3 * at + 3; c++) data[c] = sum.data[c]! / weight.data[at]! + grainAt(grain, c + 3 * (like - at));
    }
  }
  return { ...plane, data };
}

/** Half of it is taken, and no edges: those belong where they are. */
const grainAt = ({ data }: Plane, at: number): number => Math.max(-MOST_GRAIN, Math.min(MOST_GRAIN, data[at]! / 2));

/** A pixel beside the damage, whose grain the filling takes; the pixel itself when there is none. */
function soundNeighbour({ data, width }: Mask, at: number, reach: number): number {
  for (const step of [3 * reach, -3 * reach, 3 * reach * width, -3 * reach * width]) if (data[at + step] === 0) return at + step;
  return at;
}
