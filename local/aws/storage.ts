import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import type { QueueName } from '#shared/contract/queues.ts';
import { createQueue } from './queues.ts';

/** S3 takes 5 GB in one PUT; what our own presigned PUTs allow is 20 MB (decisions.md), and a little for what they refuse. */
const BODY_LIMIT = 25 * 1024 * 1024;

export interface Storage {
  endpoint: string;
  sqs: SQSClient;
  close(): Promise<void>;
}

export interface StorageOptions {
  region: string;
  bucket: string;
  /** Seconds that a received message stays hidden from other receives, by queue. */
  queues: Readonly<Partial<Record<QueueName, number>>>;
}

/** Starts fauxqs, S3 and SQS in this process and in memory, on 127.0.0.1 only (its own `startFauxqs` listens everywhere). */
export async function startStorage({ region, bucket, queues }: StorageOptions): Promise<Storage> {
  const app = buildApp({ logger: false, defaultRegion: region });
  app.removeContentTypeParser('*');
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body));
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const config = { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const s3 = new S3Client(config);
  const sqs = new SQSClient(config);
  const names = Object.entries(queues) as [QueueName, number][];
  await Promise.all([
    s3.send(new CreateBucketCommand({ Bucket: bucket })),
    ...names.map(([name, visibilitySeconds]) => createQueue(sqs, region, name, visibilitySeconds)),
  ]);
  s3.destroy();
  return {
    endpoint,
    sqs,
    async close() {
      sqs.destroy();
      await app.close();
    },
  };
}
