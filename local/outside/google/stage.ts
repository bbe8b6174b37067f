import sharp from 'sharp';
import { escapeXml, seedOf } from './pictures.ts';

export interface Size {
  width: number;
  height: number;
}

const ROOM = 1.25;
const SIMILAR = 1.25;

/** Pixels of the film: `720p` is the shorter side. */
export function filmSize(resolution: '360p' | '720p' | '1080p', aspectRatio: '16:9' | '9:16'): Size {
  const short = Number.parseInt(resolution, 10);
  const long = (short * 16) / 9;
  return aspectRatio === '16:9' ? { width: long, height: short } : { width: short, height: long };
}

/**
 * What the camera moves over: the photo with room at its sides, a quarter larger than the film.
 * A photo of another form is shown whole, before a blurred copy of itself.
 */
export async function makeStage(image: Buffer, film: Size): Promise<Buffer> {
  const width = Math.round((film.width * ROOM) / 2) * 2;
  const height = Math.round((film.height * ROOM) / 2) * 2;
  const photo = await sharp(image).metadata();
  const difference = photo.width / photo.height / (width / height);
  const cover = sharp(image).flatten({ background: 'white' }).resize(width, height, { fit: 'cover', position: 'attention' });
  const alike = difference < SIMILAR && difference > 1 / SIMILAR;
  const layers = alike
    ? []
    : [{ input: await sharp(image).resize(width, height, { fit: 'inside' }).png({ compressionLevel: 1 }).toBuffer() }];
  const stage = alike ? cover : cover.blur(30).modulate({ brightness: 0.7 });
  return stage
    .toColourspace('srgb')
    .composite([...layers, { input: label(film), gravity: 'south' }])
    .jpeg({ quality: 92 })
    .toBuffer();
}

const CARD = { width: 1280, height: 720 };
const CARD_LINES = 7;
const CARD_LETTERS = 26;

/** What a film shows that is made of words alone: their own last lines, on a colour of their own. */
export function titleCard(prompt: string): Promise<Buffer> {
  const said = /[\s\S]*"""\n([\s\S]+?)\n"""/.exec(prompt)?.[1] ?? prompt;
  const letters = [...said.replace(/\s+/g, ' ').trim()];
  const lines = Array.from({ length: CARD_LINES }, (_, at) => letters.slice(at * CARD_LETTERS, (at + 1) * CARD_LETTERS).join('')).filter(
    Boolean,
  );
  const hue = seedOf(said) % 360;
  const rows = lines
    .map((line, at) => `<text x="50%" y="${260 + at * 46}" text-anchor="middle" font-size="30">${escapeXml(line)}</text>`)
    .join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue},45%,28%)"/><stop offset="1" stop-color="hsl(${(hue + 60) % 360},55%,55%)"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/><circle cx="1090" cy="130" r="70" fill="hsl(${(hue + 180) % 360},60%,70%)"/>
    <g font-family="sans-serif" fill="white">${rows}</g></svg>`;
  return sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer();
}

/** Says in the picture that no model made it; inside what every camera move shows. */
function label({ width, height }: Size): Buffer {
  const size = Math.round(Math.min(width, height) * 0.04);
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(width / 2)}" height="${Math.round(height * 0.22)}">
    <text x="50%" y="${size}" text-anchor="middle" font-family="sans-serif" font-size="${size}" fill="white" stroke="black"
      stroke-width="${size / 24}" opacity="0.9">local sample</text></svg>`);
}
