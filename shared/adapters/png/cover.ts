import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from '../../domain/models/ports.ts';

/** WeChat shows the first article's cover at 2.35 : 1. */
const WIDTH = 900;
const HEIGHT = 383;

type Colour = readonly [red: number, green: number, blue: number];

/** A quiet cover for an article without a picture: two colours that follow from its title, and a lighter round in them. No text: no font needed. */
export function drawCover(title: string): Picture {
  const [hue, turn, x, y] = createHash('sha256').update(title).digest();
  const from = colour((hue! / 255) * 360, 0.45, 0.42);
  const to = colour((hue! / 255) * 360 + 30 + (turn! / 255) * 40, 0.5, 0.62);
  const centre = { x: WIDTH * (0.55 + (x! / 255) * 0.3), y: HEIGHT * (0.3 + (y! / 255) * 0.4), radius: HEIGHT * 0.75 };
  const rows = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT);
  for (let row = 0, at = 0; row < HEIGHT; row++) {
    rows[at++] = 0;
    for (let column = 0; column < WIDTH; column++) {
      const way = (column / WIDTH + row / HEIGHT) / 2;
      const light = Math.max(0, 1 - Math.hypot(column - centre.x, row - centre.y) / centre.radius) * 38;
      for (let part = 0; part < 3; part++) rows[at++] = Math.min(255, from[part]! + (to[part]! - from[part]!) * way + light);
    }
  }
  return { type: 'image/png', bytes: png(rows) };
}

/** Hue in degrees, saturation and lightness 0–1 (CSS Color 4, hsl). */
function colour(hue: number, saturation: number, lightness: number): Colour {
  const part = (n: number): number => {
    const k = (n + hue / 30) % 12;
    return 255 * (lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [part(0), part(8), part(4)];
}

/** PNG's three chunks (ISO/IEC 15948): 8 bits, RGB, each row with filter 0. */
function png(rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
