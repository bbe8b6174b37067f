import { fail } from '../../kernel/fault.ts';
import { MAX_BYTES, MAX_MEGAPIXELS } from '../media/accept.ts';
import { isIncomingOf } from '../media/names.ts';
import type { Media, PictureType, ReadPictureFacts } from '../media/ports.ts';
import type { Picture } from '../models/ports.ts';

/** A photo as it was sent: the file, or the key of one that was uploaded before. */
export interface SentPhoto {
  file?: { bytes: Uint8Array } | undefined;
  key?: string | undefined;
}

export interface AcceptPhotoParts {
  media: Pick<Media, 'get'>;
  readFacts: ReadPictureFacts;
}

type Photo = Picture & { type: PictureType };

/**
 * The photo, checked by its content as far as its header tells. `request.invalid`: there is none. `image.invalid`: it is no picture that
 * we take. `image.too_large`: too many bytes or pixels. `photo.failed`: it is one, but broken. `photo.upload_failed`: nothing came.
 */
export async function acceptPhoto(parts: AcceptPhotoParts, account: string, { file, key }: SentPhoto): Promise<Photo> {
  if (file && key) fail('request.invalid', { field: 'file_key', message: 'file 与 file_key 只能提供一个' });
  const field = file ? 'file' : 'file_key';
  const bytes = file?.bytes ?? (await uploaded(parts, account, key));
  if (bytes.length === 0) fail('photo.upload_failed', { field, message: `${field} 是空文件` });
  if (bytes.length > MAX_BYTES) fail('image.too_large', { field, message: `${field} 超过 20 MB` });
  const facts = parts.readFacts(bytes);
  if (!facts) return fail(isPicture(bytes) ? 'photo.failed' : 'image.invalid', { field });
  if (facts.width * facts.height > MAX_MEGAPIXELS * 1e6) {
    fail('image.too_large', { field, message: `${field} 尺寸过大 (${facts.width}×${facts.height}),最多 ${MAX_MEGAPIXELS} 百万像素` });
  }
  return { type: facts.type, bytes };
}

async function uploaded({ media }: AcceptPhotoParts, account: string, key: string | undefined): Promise<Uint8Array> {
  if (!key) return fail('request.invalid', { field: 'file', message: '缺少参数 file' });
  if (!isIncomingOf(account, key)) return fail('request.invalid', { field: 'file_key', message: 'file_key 无效' });
  const object = await media.get(key);
  return object?.bytes ?? fail('request.invalid', { field: 'file_key', message: 'file_key 对应的文件不存在,请先上传' });
}

/** Whether it begins as the formats that we take do. A picture whose header can't be read to the end does so too. */
function isPicture(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  const [first, second, third] = [head.slice(0, 4), head.slice(4, 8), head.slice(8)];
  if (first.startsWith('\xff\xd8\xff') || first === '\x89PNG') return true;
  return (first === 'RIFF' && third === 'WEBP') || (second === 'ftyp' && /^(hei[cx]|hev[cx]|m[is]f1)$/.test(third));
}
