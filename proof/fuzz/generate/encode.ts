import type { Drawn } from './files.ts';

export const BOUNDARY = 'darkroom-fuzz-line';
export type FileOf = Drawn & { name: string; type: string };

/** A body in the form that its type asks for, with its content type. */
export function encode(type: string, fields: unknown, files: Readonly<Record<string, FileOf>> = {}): { type: string; body: Buffer } {
  if (type === 'multipart/form-data') return { type: `${type}; boundary=${BOUNDARY}`, body: multipart(entriesOf(fields), files) };
  if (type === 'application/x-www-form-urlencoded') return { type, body: Buffer.from(urlencoded(entriesOf(fields))) };
  return { type, body: Buffer.from(typeof fields === 'string' ? fields : (JSON.stringify(fields) ?? '')) };
}

export type Entries = readonly (readonly [string, string])[];

const entriesOf = (fields: unknown): Entries =>
  Object.entries(typeof fields === 'object' && fields !== null ? fields : {}).map(([name, value]) => [name, textOf(value)]);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const urlencoded = (entries: Entries): string =>
  entries.map(([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`).join('&');

export function multipart(fields: Entries, files: Readonly<Record<string, FileOf>>): Buffer {
  const texts = fields.map(([name, value]) => part(`name="${inHeader(name)}"`, '', Buffer.from(value)));
  const parts = Object.entries(files).map(([field, { name, type, bytes }]) =>
    part(`name="${inHeader(field)}"; filename="${inHeader(name)}"`, `Content-Type: ${type}\r\n`, bytes),
  );
  return Buffer.concat([...texts, ...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

const inHeader = (text: string): string => text.replace(/[\r\n"]/g, '_');

const part = (disposition: string, headers: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n${headers}\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
