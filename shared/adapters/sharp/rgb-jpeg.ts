import type { Sharp } from 'sharp';

/** Not optimised: libjpeg would hold the coefficients of the whole channel. */
const JPEG = { quality: 92, optimiseCoding: false };

/**
 * A JPEG that keeps flat colours exactly. Usual JPEGs hold luma and chroma in whole numbers, from which three of four RGB colours can't be
 * had back (67,142,219 comes out as 66,142,218); this one holds red, green and blue themselves. ITU-T T.872 §6.5.3 (Adobe's marker with
 * transform 0) is how a decoder is told so; libjpeg and everything built on it, browsers among them, know it.
 *
 * Each channel is encoded as a grey JPEG, and the three scans are put into one file, one after the other (ITU-T T.81, non-interleaved).
 * At this quality the mean of a block is kept to 3/16 of a level, so a block of one colour decodes to it. `open` gives the picture anew for
 * each channel.
 */
export async function rgbJpeg(open: () => Sharp): Promise<Buffer> {
  const scans: Scan[] = [];
  for (const channel of [0, 1, 2] as const) scans.push(scanOf(await open().extractChannel(channel).jpeg(JPEG).toBuffer()));
  const [{ tables, frame }] = scans as [Scan];
  const parts = scans.flatMap(({ huffman, header, entropy }, at) => [...huffman, withComponent(header, at + 1), entropy]);
  return Buffer.concat([START, ADOBE_RGB, ...tables, threeComponents(frame), ...parts, END]);
}

interface Scan {
  tables: Buffer[];
  frame: Buffer;
  huffman: Buffer[];
  header: Buffer;
  entropy: Buffer;
}

const START = Buffer.from('ffd8', 'hex');
const END = Buffer.from('ffd9', 'hex');
/** APP14: "Adobe", version 100, no flags, transform 0. */
const ADOBE_RGB = Buffer.from('ffee000e41646f626500640000000000', 'hex');
const marker = { quantisation: 0xdb, frame: 0xc0, huffman: 0xc4, scan: 0xda } as const;

/** The segments of a baseline JPEG with one component. */
function scanOf(jpeg: Buffer): Scan {
  const segments: { code: number; bytes: Buffer }[] = [];
  let at = START.length;
  let code = 0;
  while (code !== marker.scan) {
    code = jpeg[at + 1]!;
    const end = at + 2 + jpeg.readUInt16BE(at + 2);
    segments.push({ code, bytes: jpeg.subarray(at, end) });
    at = end;
  }
  const all = (of: number): Buffer[] => segments.filter((segment) => segment.code === of).map(({ bytes }) => bytes);
  const [frame, header] = [...all(marker.frame), ...all(marker.scan)] as [Buffer, Buffer];
  return { tables: all(marker.quantisation), frame, huffman: all(marker.huffman), header, entropy: jpeg.subarray(at, -END.length) };
}

/** SOF0 of the same size with components 1, 2 and 3, none subsampled, all of quantisation table 0. */
function threeComponents(frame: Buffer): Buffer {
  const components = [1, 2, 3].flatMap((id) => [id, 0x11, 0]);
  const header = Buffer.from(frame.subarray(0, 10));
  header.writeUInt16BE(8 + components.length, 2);
  header[9] = 3;
  return Buffer.concat([header, Buffer.from(components)]);
}

function withComponent(header: Buffer, id: number): Buffer {
  const copy = Buffer.from(header);
  copy[5] = id;
  return copy;
}
