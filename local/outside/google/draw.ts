import sharp from 'sharp';
import { escapeXml, seedOf } from './pictures.ts';

const WIDE = 16;
const LINES = 4;

/** A picture made from words alone: hills under a sky whose colours the words decide, with the customer's words on it, labelled as a sample. */
export function drawPicture(prompt: string, long: number, aspectRatio = '1:1'): Promise<Buffer> {
  const [across = 1, down = 1] = aspectRatio.split(':').map(Number);
  const unit = long / Math.max(across, down);
  return draw(prompt, Math.round(unit * across), Math.round(unit * down));
}

function draw(prompt: string, width: number, height: number): Promise<Buffer> {
  const side = Math.min(width, height);
  const seed = seedOf(prompt);
  const hue = (turn: number): number => (seed + turn) % 360;
  const hills = [0.55, 0.68, 0.82].map((top, at) => hill(width, height, top, hue(100 + 35 * at), 46 - 11 * at, seed >>> (3 * at)));
  const words = wordsOf(prompt).map((line, at) => text(line, (0.16 + 0.075 * at) * height, side * 0.05));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="hsl(${hue(0)},70%,58%)"/><stop offset="1" stop-color="hsl(${hue(50)},85%,84%)"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle cx="${width * (0.2 + ((seed >>> 5) % 60) / 100)}" cy="${height * 0.45}" r="${side * 0.09}" fill="hsl(${hue(40)},95%,88%)"/>
    ${hills.join('')}${words.join('')}${text('local sample', height * 0.95, side * 0.04)}</svg>`;
  return sharp(Buffer.from(svg)).png({ compressionLevel: 1 }).toBuffer();
}

function hill(width: number, height: number, top: number, hue: number, light: number, seed: number): string {
  const wave = 0.05 + (seed % 7) / 100;
  const [left, middle] = [top + wave, top - wave].map((y) => y * height);
  return `<path d="M0 ${left} Q${width * 0.25} ${middle} ${width * 0.5} ${top * height} T${width} ${middle} V${height} H0 Z" fill="hsl(${hue},45%,${light}%)"/>`;
}

const text = (line: string, y: number, size: number): string =>
  `<text x="50%" y="${y}" text-anchor="middle" font-family="sans-serif" font-size="${size}" fill="white" stroke="black" stroke-opacity="0.35" stroke-width="${size * 0.03}">${escapeXml(line)}</text>`;

/** The customer's own words, which stand in quotes, in lines. */
function wordsOf(prompt: string): string[] {
  const words = Array.from((/"""\n([\s\S]*?)\n"""/.exec(prompt)?.[1] ?? prompt).replace(/\s+/g, ' '));
  return Array.from({ length: Math.min(LINES, Math.ceil(words.length / WIDE)) }, (_, at) =>
    words.slice(at * WIDE, (at + 1) * WIDE).join(''),
  );
}
