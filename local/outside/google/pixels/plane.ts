import sharp from 'sharp';

/** Numbers for the pixels of a picture, `channels` for each. */
export interface Plane {
  data: Float32Array;
  width: number;
  height: number;
  channels: number;
}

export async function planeOf(image: Buffer, size?: { width: number; height: number }): Promise<Plane> {
  const source = sharp(image).removeAlpha().toColourspace('srgb');
  const sized = size ? source.resize(size.width, size.height, { fit: 'fill' }) : source;
  const { data, info } = await sized.raw().toBuffer({ resolveWithObject: true });
  return { data: Float32Array.from(data), width: info.width, height: info.height, channels: info.channels };
}

export const blank = ({ width, height }: Plane, channels: number): Plane => ({
  data: new Float32Array(width * height * channels),
  width,
  height,
  channels,
});

/** As an 8-bit picture; values are cut to 0–255. */
export function pictureOf({ data, width, height, channels }: Plane): Promise<Buffer> {
  const bytes = Buffer.alloc(data.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Math.min(255, Math.max(0, Math.round(data[at]!)));
  return sharp(bytes, { raw: { width, height, channels: channels as 1 | 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export const differenceOf = (one: Plane, other: Plane): Plane => ({ ...one, data: one.data.map((value, at) => value - other.data[at]!) });

/** Luma of Rec. 709 of the three values from `at`. */
export const lumaOf = (data: Float32Array, at: number): number => 0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!;

/** One channel: the luma of three. */
export function greyOf(plane: Plane): Plane {
  const grey = blank(plane, 1);
  for (let at = 0; at < grey.data.length; at++) grey.data[at] = lumaOf(plane.data, 3 * at);
  return grey;
}

/** The mean of a window of `2 * radius + 1` pixels each way, less at the edges. */
export function boxBlur(plane: Plane, radius: number): Plane {
  if (radius < 1) return plane;
  return boxBlurAlong(boxBlurAlong(plane, radius, 'x'), radius, 'y');
}

function boxBlurAlong({ data, width, height, channels }: Plane, radius: number, axis: 'x' | 'y'): Plane {
  const out = new Float32Array(data.length);
  const [lines, length, step, stride] =
    axis === 'x' ? [height, width, channels, width * channels] : [width, height, width * channels, channels];
  for (let line = 0; line < lines; line++) {
    for (let channel = 0; channel < channels; channel++) {
      const base = line * stride + channel;
      let sum = 0;
      for (let i = 0; i < Math.min(radius, length); i++) sum += data[base + i * step]!;
      for (let i = 0; i < length; i++) {
        if (i + radius < length) sum += data[base + (i + radius) * step]!;
        if (i - radius > 0) sum -= data[base + (i - radius - 1) * step]!;
        out[base + i * step] = sum / (Math.min(length - 1, i + radius) - Math.max(0, i - radius) + 1);
      }
    }
  }
  return { data: out, width, height, channels };
}

/** Enlarged, with straight lines between the values. */
export function stretched({ data, width, height, channels }: Plane, size: { width: number; height: number }): Plane {
  const out = new Float32Array(size.width * size.height * channels);
  for (let y = 0; y < size.height; y++) {
    const v = Math.min(height - 1, Math.max(0, ((y + 0.5) * height) / size.height - 0.5));
    const [y0, y1] = [Math.floor(v), Math.min(height - 1, Math.floor(v) + 1)];
    for (let x = 0; x < size.width; x++) {
      const u = Math.min(width - 1, Math.max(0, ((x + 0.5) * width) / size.width - 0.5));
      const [x0, x1] = [Math.floor(u), Math.min(width - 1, Math.floor(u) + 1)];
      for (let c = 0; c < channels; c++) {
        const at = (row: number, column: number): number => data[(row * width + column) * channels + c]!;
        const top = at(y0, x0) + (at(y0, x1) - at(y0, x0)) * (u - x0);
        const bottom = at(y1, x0) + (at(y1, x1) - at(y1, x0)) * (u - x0);
        out[(y * size.width + x) * channels + c] = top + (bottom - top) * (v - y0);
      }
    }
  }
  return { data: out, width: size.width, height: size.height, channels };
}
