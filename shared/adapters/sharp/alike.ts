/** Pixels: a picture that lies this much beside the other is another picture. */
const BESIDE = 2;
/** Mean difference (of 255) that is noise. */
const NOISE = 4;
/** Every how many pixels are compared. */
const EVERY = 7;

/**
 * Whether, where `deep` says so, two RGB pictures of the same size show the same: they differ less than the second differs from itself a little
 * further. A model may have redrawn or moved a person; then its pixels and the photo's must not be mixed.
 */
export function isSamePicture(one: Buffer, other: Buffer, deep: Buffer, width: number): boolean {
  let [apart, beside, count] = [0, 0, 0];
  for (let pixel = 0; pixel < deep.length - BESIDE * (width + 1); pixel += EVERY) {
    if (deep[pixel]! < 255) continue;
    const further = pixel + BESIDE * (width + 1);
    count += 3;
    for (let c = 0; c < 3; c++) {
      apart += Math.abs(one[3 * pixel + c]! - other[3 * pixel + c]!);
      beside += Math.abs(other[3 * pixel + c]! - other[3 * further + c]!);
    }
  }
  return count > 0 && apart / count < Math.max(NOISE, beside / count);
}
