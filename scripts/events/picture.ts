import { crc32 } from 'node:zlib';

export type Drawn = 'photo' | 'reference';

const WIDTH = 96;
const HEIGHT = 128;
/** Index in a picture's rows → red, green, blue. */
const PALETTE = [
  [198, 178, 142],
  [226, 208, 176],
  [92, 68, 46],
  [60, 44, 32],
  [150, 122, 88],
  [32, 72, 132],
  [240, 240, 236],
] as const;
const [WALL, SKIN, COAT, HAIR, STAIN, JACKET, PAPER] = PALETTE.keys();

type Draw = (x: number, y: number) => number;
const within = (x: number, y: number, [cx, cy, rx, ry]: readonly [number, number, number, number]): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

/** A faded portrait with a scratch and a stain. */
const photo: Draw = (x, y) => {
  if (Math.abs(x - 20 - y / 8) < 0.6) return PAPER!;
  if (within(x, y, [76, 26, 12, 8])) return STAIN!;
  if ((x === 41 || x === 54) && (y === 52 || y === 53)) return HAIR!;
  if (within(x, y, [48, 58, 17, 22])) return SKIN!;
  if (within(x, y, [48, 48, 20, 24])) return HAIR!;
  return within(x, y, [48, 128, 38, 46]) ? COAT! : WALL!;
};

/** A jacket on white. */
const reference: Draw = (x, y) => {
  const body = x > 26 && x < 70 && y > 30 && y < 112;
  const sleeves = y > 30 && y < 92 && Math.abs(x - 48) < 40 - (92 - y) / 6;
  if (within(x, y, [48, 28, 9, 12]) || (body && Math.abs(x - 48) < 1)) return PAPER!;
  return body || sleeves ? JACKET! : PAPER!;
};

const drawings: Readonly<Record<Drawn, Draw>> = { photo, reference };

/** A small PNG, uncompressed: its bytes are the same on every machine, whatever its zlib. */
export function draw(which: Drawn): Buffer {
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: WIDTH }, (_, x) => drawings[which](x, y))]),
  );
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(PALETTE.flat())),
    chunk('IDAT', stored(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), named, uint32(crc32(named))]);
}

/** zlib's container around one stored block, which holds up to 65,535 bytes (RFC 1950, 1951). */
function stored(data: Buffer): Buffer {
  const head = Buffer.from([0x78, 0x01, 0x01, 0, 0, 0, 0]);
  head.writeUInt16LE(data.length, 3);
  head.writeUInt16LE(~data.length & 0xffff, 5);
  return Buffer.concat([head, data, uint32(adler32(data))]);
}

function adler32(data: Buffer): number {
  let a = 1;
  let b = 0;
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
