import { fail } from '../../kernel/fault.ts';
import { publicKey } from '../media/names.ts';
import type { Media, NormalisePicture } from '../media/ports.ts';
import type { Picture } from '../models/ports.ts';

export interface PresentParts {
  media: Pick<Media, 'get' | 'put'>;
  normalise: NormalisePicture;
}

/** Makes an upload presentable and serves it under its public name from now on. What was sent itself is never served. */
export async function present({ media, normalise }: PresentParts, uploadKey: string, name: string): Promise<Picture> {
  const upload = (await media.get(uploadKey)) ?? fail('image.invalid', { message: '上传的图片已不存在,请重新上传' });
  const picture = await normalise(upload);
  await media.put(publicKey(name), picture);
  return picture;
}
