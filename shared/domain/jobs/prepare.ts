import { fail } from '../../kernel/fault.ts';
import { publicKey } from '../media/names.ts';
import type { Media, NormalisePicture } from '../media/ports.ts';
import type { Picture } from '../models/ports.ts';
import type { Job } from './types.ts';

export interface PrepareParts {
  media: Pick<Media, 'get' | 'put'>;
  normalise: NormalisePicture;
}

/** The upload, made presentable. */
export async function presentable({ media, normalise }: PrepareParts, key: string): Promise<Picture> {
  const upload = (await media.get(key)) ?? fail('image.invalid', { message: '上传的图片已不存在,请重新上传' });
  return normalise(upload);
}

/** The job's own picture, which from now on is served as its `originalImage`. */
export async function presentOriginal(parts: PrepareParts, job: Job, key: string): Promise<Picture> {
  const picture = await presentable(parts, key);
  await parts.media.put(publicKey(job.original), picture);
  return picture;
}
