import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Environment } from '../../contract/environment.ts';
import type { Media } from '../../domain/media/ports.ts';

let client: S3Client | undefined;

/** Objects in the stage's bucket. */
export function s3Media(env: Environment): Media {
  client ??= new S3Client({ maxAttempts: 4, requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' });
  const s3 = client;
  const at = (Key: string) => ({ Bucket: env.BUCKET_NAME, Key });
  return {
    put: async (key, { type, bytes }, owner) => {
      const about = { ContentType: type, CacheControl: 'private, max-age=31536000, immutable' };
      await s3.send(new PutObjectCommand({ ...at(key), Body: bytes, ...about, ...(owner && { Metadata: { ...owner } }) }));
    },
    get: (key) =>
      orMissing(async () => {
        const { Body, ContentType } = await s3.send(new GetObjectCommand(at(key)));
        return { type: ContentType ?? 'application/octet-stream', bytes: await Body!.transformToByteArray() };
      }),
    head: (key, length) =>
      orMissing(async () => {
        const { ContentLength: size = 0 } = await s3.send(new HeadObjectCommand(at(key)));
        if (size === 0) return { bytes: new Uint8Array(), size };
        const { Body } = await s3.send(new GetObjectCommand({ ...at(key), Range: `bytes=0-${length - 1}` }));
        return { bytes: await Body!.transformToByteArray(), size };
      }),
    exists: async (key) => (await orMissing(() => s3.send(new HeadObjectCommand(at(key))))) !== undefined,
    owner: async (key) => {
      const { account, job } = (await orMissing(() => s3.send(new HeadObjectCommand(at(key)))))?.Metadata ?? {};
      return account && job ? { account, job } : undefined;
    },
    remove: async (key) => {
      await s3.send(new DeleteObjectCommand(at(key)));
    },
    readUrl: (key, seconds) => getSignedUrl(s3, new GetObjectCommand(at(key)), { expiresIn: seconds }),
    writeUrl: (key, { type, bytes }, seconds) =>
      getSignedUrl(s3, new PutObjectCommand({ ...at(key), ContentType: type, ContentLength: bytes }), {
        expiresIn: seconds,
        signableHeaders: new Set(['content-type', 'content-length', 'host']),
      }),
  };
}

/** Without `s3:ListBucket`, which nobody here has, S3 says 403 where an object is missing. */
async function orMissing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 404 || status === 403) return undefined;
    throw error;
  }
}
