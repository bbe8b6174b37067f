/** Areas of the mask that have fewer pixels than `least` are set to 0, unless they touch the edge of the picture and those are kept. */
export function removeSpecks(mask: Buffer, width: number, least: number, keepAtEdge: boolean): void {
  const seen = new Uint8Array(mask.length);
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || seen[start]) continue;
    const { area, atEdge } = areaAt(mask, width, start, seen);
    if (area.length < least && !(atEdge && keepAtEdge)) for (const pixel of area) mask[pixel] = 0;
  }
}

/** The pixels that hang together with `start`, four ways. */
function areaAt(mask: Buffer, width: number, start: number, seen: Uint8Array): { area: number[]; atEdge: boolean } {
  const area = [start];
  let atEdge = false;
  seen[start] = 1;
  const add = (pixel: number): void => {
    if (mask[pixel] === 0 || seen[pixel]) return;
    seen[pixel] = 1;
    area.push(pixel);
  };
  for (let i = 0; i < area.length; i++) {
    const pixel = area[i]!;
    const x = pixel % width;
    if (x === 0 || x === width - 1 || pixel < width || pixel >= mask.length - width) atEdge = true;
    if (x > 0) add(pixel - 1);
    if (x < width - 1) add(pixel + 1);
    if (pixel >= width) add(pixel - width);
    if (pixel < mask.length - width) add(pixel + width);
  }
  return { area, atEdge };
}
