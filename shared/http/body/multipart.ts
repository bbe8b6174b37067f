import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import type { UploadedFile } from '../../contract/endpoint.ts';
import { Fault, fail } from '../../kernel/fault.ts';
import type { ParsedBody } from '../request.ts';
import { presentFields } from './fields.ts';

/** 4.5 MB (decisions.md, "Images"). In base64 that is 6.0 of the 6.29 million bytes that a Lambda's event may have, so somewhat larger files still reach us to be told. */
export const FILE_LIMIT = 4_500_000;
const FIELD_LIMIT = 64 * 1024;

/** Takes a multipart form apart: texts into `fields`, the named files into `files`. A file of another name is an unknown field. */
export async function parseMultipart(
  bytes: Buffer,
  contentType: string,
  fileFields: readonly string[],
  wayRound: WayRound = throughUploads,
): Promise<ParsedBody> {
  const texts: [string, string][] = [];
  const files: Record<string, UploadedFile> = {};
  const begun = new Set<string>();
  await new Promise<void>((resolve, reject) => {
    const parser = open(contentType);
    parser.on('field', (name, value, _nameTruncated, truncated) => {
      if (truncated) reject(new Fault('request.invalid', { field: name, message: `${name} 过长` }));
      texts.push([name, value]);
    });
    parser.on('file', (field, stream, name, _encoding, type) => {
      const refused = fileFields.includes(field) ? (begun.has(field) ? '重复' : undefined) : '不是文件字段';
      begun.add(field);
      if (refused) reject(new Fault('request.invalid', { field, message: `${field} ${refused}` }));
      collect(stream, field, wayRound).then((content) => {
        files[field] = { name, type, bytes: content };
      }, reject);
    });
    parser.on('partsLimit', () => reject(new Fault('request.invalid', { field: 'body', message: '表单字段过多' })));
    parser.on('finish', () => setImmediate(resolve));
    parser.on('error', (cause) => reject(broken(cause)));
    parser.end(bytes);
  });
  return { fields: presentFields(texts), files };
}

function open(contentType: string) {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits: { fileSize: FILE_LIMIT, fieldSize: FIELD_LIMIT, parts: 40 } });
  } catch (cause) {
    throw broken(cause);
  }
}

async function collect(stream: BusboyFileStream, field: string, wayRound: WayRound): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.truncated) fail('image.too_large', { field, message: `${field} 超过 4.5 MB。${wayRound(field)}` });
  return Buffer.concat(chunks);
}

/** What to do instead of sending a file that the gateway doesn't take. */
export type WayRound = (field: string) => string;

const throughUploads: WayRound = (field) => `请先 POST /api/uploads 获取上传地址(最大 20 MB),上传后以 ${field}Key 提交`;

const broken = (cause: unknown) => new Fault('request.invalid', { field: 'body', message: '表单数据不完整或格式错误' }, { cause });
