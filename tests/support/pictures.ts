import { crc32 } from 'node:zlib';
import sharp from 'sharp';

const svg = (width: number, height: number, content: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`);

/** A drawn portrait: what a photo of a person is to a test. */
const portrait = (width: number, height: number): string => `<defs><radialGradient id="w"><stop offset="0" stop-color="#a08a68"/>
  <stop offset="1" stop-color="#6b5a42"/></radialGradient></defs>
  <rect width="100%" height="100%" fill="url(#w)"/>
  <g transform="scale(${width / 400} ${height / 500})">
    <path d="M60 500 Q80 360 200 350 Q320 360 340 500Z" fill="#4a3d2d"/>
    <ellipse cx="200" cy="220" rx="88" ry="115" fill="#c9b08a"/>
    <path d="M108 210 Q110 90 200 92 Q290 90 292 210 Q270 140 200 138 Q130 140 108 210Z" fill="#3b3024"/>
    <circle cx="166" cy="215" r="9" fill="#33291f"/><circle cx="234" cy="215" r="9" fill="#33291f"/>
    <path d="M172 278 Q200 296 228 278" stroke="#7a4f3d" stroke-width="6" fill="none"/>
  </g>`;

const scratches = (width: number, height: number): string =>
  Array.from({ length: 9 }, (_, i) => {
    const x = (width * (i + 0.5)) / 9;
    return `<path d="M${x} 0 L${x + width / 14} ${height * 0.55} L${x - width / 30} ${height}" stroke="#f4ead6" stroke-width="2" fill="none"/>`;
  }).join('');

/** An old photo as people send it: low contrast, noise, bright scratches over a face. JPEG, 400 × 500 unless told. */
export async function damagedPhoto(width = 400, height = 500): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 18 } as const;
  const grain = await sharp({ create: { width, height, channels: 3, background: 'grey', noise } })
    .png()
    .toBuffer();
  return sharp(svg(width, height, portrait(width, height) + scratches(width, height)))
    .flatten()
    .composite([{ input: grain, blend: 'soft-light' }])
    .linear(0.6, 40)
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** The same person without damage: a reference, or a customer's clean photo. JPEG. */
export const cleanPhoto = (width = 400, height = 500): Promise<Buffer> =>
  sharp(svg(width, height, portrait(width, height)))
    .flatten()
    .jpeg({ quality: 92 })
    .toBuffer();

/** Loose strands about the drawn head: what a hair's edge is to a test. */
const strands = Array.from({ length: 90 }, (_, i) => {
  const angle = Math.PI * (1.02 + (0.96 * i) / 89);
  const reach = 1.06 + 0.12 * Math.abs(Math.sin(7 * i));
  const [x, y] = [Math.cos(angle), Math.sin(angle)];
  const bent = Math.cos(angle + 0.12);
  return `M${200 + 92 * x} ${215 + 120 * y} Q${200 + 92 * reach * x} ${215 + 120 * reach * y} ${200 + 100 * reach * bent} ${215 + 124 * reach * y}`;
}).join('');

/**
 * A passport photo: the drawn person with loose hair before one colour, `noise` (0–255) over everything. JPEG, 400 × 500 unless told. The same
 * person before another colour is what a perfect change of background makes of it. `shift` moves the person to the right, in parts of the width.
 */
export function plainPortrait(background: string, { width = 400, height = 500, noise = 0, shift = 0 } = {}): Promise<Buffer> {
  const person = portrait(width, height).replace(/<rect .*?\/>/, `<rect width="100%" height="100%" fill="${background}"/>`);
  const hair = `<g transform="scale(${width / 400} ${height / 500})"><path d="${strands}" stroke="#3b3024" stroke-width="1" fill="none"/></g>`;
  const moved = (person + hair).replaceAll('<g transform="', `<g transform="translate(${shift * width} 0) `);
  return withNoise(svg(width, height, moved), width, height, noise);
}

async function withNoise(drawing: Buffer, width: number, height: number, sigma: number): Promise<Buffer> {
  const plain = sharp(drawing).flatten();
  if (sigma === 0) return plain.jpeg({ quality: 92 }).toBuffer();
  const grain = await sharp({ create: { width, height, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma } } })
    .png()
    .toBuffer();
  return plain
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** Red on the left, blue on the right: tells how a picture is turned and whether its colours are right. */
const halves = (width: number, height: number): Buffer =>
  svg(width, height, `<rect width="100%" height="100%" fill="#c02020"/><rect x="50%" width="50%" height="100%" fill="#2040c0"/>`);

/** JPEG in CMYK, without a profile. Red left, blue right. */
export const cmykJpeg = (width = 120, height = 80): Promise<Buffer> =>
  sharp(halves(width, height)).flatten().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();

/**
 * JPEG as a phone held upright writes it: EXIF orientation 6, camera model and GPS position. Stored 120 × 80, to be shown 80 × 120:
 * red at the top, blue at the bottom.
 */
export const rotatedJpeg = (width = 120, height = 80): Promise<Buffer> =>
  sharp(halves(width, height))
    .flatten()
    .withExif({ IFD0: { Model: 'Test Camera' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 12/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
    .toBuffer();

/** 1-channel PNG. */
export const greyPng = (width = 60, height = 40): Promise<Buffer> =>
  sharp(halves(width, height)).flatten().toColourspace('b-w').png().toBuffer();

/** PNG with 16 bits for each channel. */
export const deepPng = (width = 60, height = 40): Promise<Buffer> =>
  sharp(halves(width, height)).flatten().toColourspace('rgb16').png().toBuffer();

/** PNG whose left half is see-through. */
export const transparentPng = (width = 60, height = 40): Promise<Buffer> =>
  sharp(svg(width, height, '<rect x="50%" width="50%" height="100%" fill="#2040c0"/>'))
    .png()
    .toBuffer();

export const webpPhoto = async (width = 120, height = 80): Promise<Buffer> => sharp(halves(width, height)).webp().toBuffer();

/** One pixel. */
export const tinyPng = (): Promise<Buffer> =>
  sharp({ create: { width: 1, height: 1, channels: 3, background: '#808080' } })
    .png()
    .toBuffer();

/** The first bytes of a PNG that says it is 20,000 × 20,000 (1.2 GB when decoded), and nothing after them. */
export function hugePngHeader(side = 20_000): Buffer {
  const chunk = Buffer.alloc(17);
  chunk.write('IHDR');
  chunk.writeUInt32BE(side, 4);
  chunk.writeUInt32BE(side, 8);
  chunk.set([8, 2, 0, 0, 0], 12);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(13);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(chunk));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), frame, chunk, checksum]);
}

/** A JPEG of which the upload lost the second half. */
export async function truncatedJpeg(): Promise<Buffer> {
  const whole = await damagedPhoto();
  return whole.subarray(0, whole.length / 2);
}

/** A JPEG of a little more than this many bytes: noise, which doesn't compress. */
export async function jpegOfBytes(bytes: number): Promise<Buffer> {
  const side = Math.ceil(Math.sqrt(bytes / 2.7));
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width: side, height: side, channels: 3, background: 'grey', noise } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

/** HEIC, 64 × 48, red left, blue right, with GPS tags. No encoder is among the packages: made once with `heif-enc -q 60` (libheif 1.15). */
export const heicPhoto = (): Buffer => Buffer.from(HEIC, 'base64');

const HEIC = [
  'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAeFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAA',
  'AAAEAAMAAAAExpbG9jAQAAAERAAAMAAQAAAAAAAAIFAAEAAAAAAAAAawACAAEAAAAAAAAAAQAAAAAAAAAIAAMAAAAAAAACcAABAAAAAAAAAQwAAABNaWluZgAAAAAAAwAA',
  'ABVpbmZlAgAAAQABAABodmMxAAAAABVpbmZlAgAAAAACAABncmlkAAAAABVpbmZlAgAAAQADAABFeGlmAAAAANVpcHJwAAAAs2lwY28AAABzaHZjQwEDcAAAAAAAAAAAAB',
  '7wAPz9+PgAAA8DIAABABhAAQwB//8DcAAAAwCQAAADAAADAB66AkAhAAEAJ0IBAQNwAAADAJAAAAMAAAMAHqAggQWW6uSmubAgAAADACAAAAMAISIAAQAGRAHBc8CJAAAA',
  'FGlzcGUAAAAAAAAAQAAAAEAAAAAUaXNwZQAAAAAAAABAAAAAMAAAABBwaXhpAAAAAAMICAgAAAAaaXBtYQAAAAAAAAACAAECgQIAAgIDhAAAAChpcmVmAAAAAAAAAA5kaW',
  '1nAAIAAQABAAAADmNkc2MAAwABAAIAAAF/bWRhdAAAAGcoAa8J4DkjJL//+mT///f0HkP2ClnBf/pEl9/bin//uVWrXD5ikSynuUlQP2GG1Q5vXCbcRK098eIHJkiHFwOx',
  'dCQxUNWBLHZP2/P+fu4t0hbWrWeMiy4kohGuCa0ccE7J+35/z//gAAAAAElJKgAIAAAACAAQAQIABQAAAH4AAAASAQMAAQAAAAEAAAAaAQUAAQAAAG4AAAAbAQUAAQAAAH',
  'YAAAAoAQMAAQAAAAIAAAATAgMAAQAAAAEAAABphwQAAQAAAIQAAAAliAQAAQAAANIAAAAAAAAASAAAAAEAAABIAAAAAQAAAFRlc3QAAAYAAJAHAAQAAAAwMjEwAZEHAAQA',
  'AAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAABAAAAAA6AEAAEAAAAwAAAAAAAAAAIAAQACAAIAAABOAAAAAgAFAAMAAADwAAAAAAAAAB8AAAABAAAADA',
  'AAAAEAAAAAAAAAAQAAAA==',
].join('');
