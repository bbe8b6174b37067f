import { blank, boxBlur, type Plane } from './plane.ts';

/** The mean colour of the nearest pixels of `mask`; where none is near, the window is widened, or `otherwise` is taken. */
export function spread(plane: Plane, mask: Plane, radius: number, otherwise?: Plane): Plane {
  const out = blank(plane, 3);
  const done = new Uint8Array(mask.data.length);
  const masked = { ...plane, data: plane.data.map((value, at) => value * mask.data[Math.floor(at / 3)]!) };
  for (let reach = radius; reach < 2 * Math.max(plane.width, plane.height); reach *= 2) {
    const [sum, weight] = [boxBlur(masked, reach), boxBlur(mask, reach)];
    for (let at = 0; at < done.length; at++) {
      if (done[at] || weight.data[at]! < 0.01) continue;
      done[at] = 1;
      for (let c = 0; c < 3; c++) out.data[3 * at + c] = sum.data[3 * at + c]! / weight.data[at]!;
    }
    if (otherwise) break;
  }
  if (otherwise) for (let at = 0; at < done.length; at++) if (!done[at]) out.data.set(otherwise.data.subarray(3 * at, 3 * at + 3), 3 * at);
  return out;
}
