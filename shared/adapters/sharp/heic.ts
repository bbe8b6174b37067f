import { PIXEL_LIMIT } from './limits.ts';

/** Brands of HEVC pictures, ISO/IEC 23008-12. AVIF has others. */
const brands = new Set(['heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1']);

/** Whether the bytes begin as an iPhone's pictures do. */
export const isHeic = (bytes: Uint8Array): boolean => bytes.length > 12 && ascii(bytes, 4, 8) === 'ftyp' && brands.has(ascii(bytes, 8, 12));

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/**
 * RGBA of the first picture, already upright: libheif applies the file's rotation. sharp has no HEVC decoder (patents), so this is
 * libheif as WebAssembly, loaded only when such a picture comes.
 */
export async function decodeHeic(bytes: Uint8Array): Promise<{ data: Uint8ClampedArray; width: number; height: number }> {
  const { default: heic } = await import('heic-decode');
  const images = await heic.all({ buffer: bytes });
  try {
    const [first] = images;
    if (!first || first.width * first.height > PIXEL_LIMIT) throw new Error('a HEIC picture without content, or with too much of it');
    return await first.decode();
  } finally {
    images.dispose();
  }
}
