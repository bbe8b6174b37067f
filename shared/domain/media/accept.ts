import { fail } from '../../kernel/fault.ts';
import { derivedName, type Operation } from '../../kernel/ids.ts';
import { incomingKey, isIncomingOf } from './names.ts';
import type { Media, PictureFacts, ReadPictureFacts } from './ports.ts';

export const MAX_MEGAPIXELS = 50;
/** A presigned upload's limit (decisions.md, "Images"). */
export const MAX_BYTES = 20 * 1024 * 1024;
/** Enough of a file to find its dimensions behind a long EXIF block with its thumbnail. */
const HEAD_BYTES = 512 * 1024;

/** A picture as it was sent: the file itself, or the key of one uploaded before. `field` names it in errors. */
export interface SentPicture {
  field: string;
  file?: { bytes: Uint8Array };
  key?: string;
}

/** Checks pictures by their content and makes sure that they are stored. */
export interface AcceptPictures {
  media: Pick<Media, 'put' | 'head'>;
  readFacts: ReadPictureFacts;
}

/** Answers the key where the picture is stored; a file is checked, not yet stored: `store` does that. */
export async function acceptPicture({ media, readFacts }: AcceptPictures, account: string, operation: Operation, sent: SentPicture) {
  const { field, file, key } = sent;
  if (file && key) fail('request.invalid', { field, message: `${field} 与 ${field}Key 只能提供一个` });
  if (file) {
    const facts = check(field, readFacts(file.bytes), file.bytes.length);
    const fresh = incomingKey(account, derivedName(operation, field));
    return { key: fresh, store: () => media.put(fresh, { type: facts.type, bytes: file.bytes }) };
  }
  if (!key) return fail('request.invalid', { field, message: `缺少参数 ${field}` });
  if (!isIncomingOf(account, key)) return fail('request.invalid', { field: `${field}Key`, message: `${field}Key 无效` });
  const head = await media.head(key, HEAD_BYTES);
  if (!head) return fail('request.invalid', { field: `${field}Key`, message: `${field}Key 对应的文件不存在,请先上传` });
  check(`${field}Key`, readFacts(head.bytes), head.size);
  return { key, store: async () => {} };
}

function check(field: string, facts: PictureFacts | undefined, bytes: number): PictureFacts {
  if (bytes === 0) fail('image.invalid', { field, message: `${field} 是空文件` });
  if (bytes > MAX_BYTES) fail('image.too_large', { field, message: `${field} 超过 20 MB` });
  if (!facts) return fail('image.invalid', { field, message: `${field} 不是有效的图片,支持 JPEG、PNG、WebP、HEIC` });
  if (facts.width * facts.height > MAX_MEGAPIXELS * 1e6) {
    const size = `${facts.width}×${facts.height}`;
    fail('image.too_large', { field, message: `${field} 尺寸过大 (${size}),最多 ${MAX_MEGAPIXELS} 百万像素` });
  }
  return facts;
}
