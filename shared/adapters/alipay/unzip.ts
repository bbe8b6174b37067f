import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * The files of a ZIP archive, whatever they are called: Alipay's bills come in one, with names in GBK.
 * `limit`: bytes that one file may unpack to. Throws when it is no such archive. (APPNOTE 6.3.10, §4.3; no ZIP64, no encryption.)
 */
export function unzip(archive: Buffer, limit: number): Buffer[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error('not a ZIP archive');
  const files: Buffer[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new Error('not a ZIP archive');
    files.push(fileOf(archive, at, limit));
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}

function fileOf(archive: Buffer, entry: number, limit: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const local = archive.readUInt32LE(entry + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const packed = archive.subarray(start, start + archive.readUInt32LE(entry + 20));
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw new Error(`a ZIP archive packed by method ${method}`);
  return inflateRawSync(packed, { maxOutputLength: limit });
}
