import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Contract } from '#shared/contract/endpoint.ts';
import { environmentOf } from '#shared/contract/environment.ts';
import type { QueueName } from '#shared/contract/queues.ts';
import { variableOfQueue } from '#shared/contract/queues.ts';
import { type Setting, settings } from '#shared/contract/settings.ts';
import type { Arch, StageConfig } from '../config.ts';
import type { Layer } from '../layers/sharp.ts';
import { secretsPath } from '../secrets-path.ts';
import type { WorkQueue } from './work-queue.ts';

/** Where the code of functions and layers lies. */
export interface Assets {
  code(contract: Contract): string;
  sharp(arch: Arch): Layer;
}

/** What a stage's functions can be given. */
export interface Resources {
  config: StageConfig;
  assets: Assets;
  table: ITable;
  bucket: IBucket;
  /** The bucket's ARN as an import, which reads the same before and after synthesis: `nag.ts` needs that. */
  bucketArn: string;
  /** The same of the table's ARN. */
  tableArn: string;
  queues: ReadonlyMap<QueueName, WorkQueue>;
  publicUrl: string;
  /** Where what is streamed is found. Only the stack that has such functions knows, once it has made them. */
  streamUrl?: string;
  /** The stage of the WebSocket API: who may send to its connections, and where. Only the live stack's functions are given it. */
  live?: { stageArn: string; url: string };
}

/** Exactly the variables of the contract's capabilities. */
export const variablesOf = (contract: Contract, resources: Resources): Record<string, string> =>
  Object.fromEntries(environmentOf(contract.uses).map((name) => [name, variable(name, resources)]));

function variable(name: string, { config, table, bucket, queues, publicUrl, streamUrl, live }: Resources): string {
  if (name === 'TABLE_NAME') return table.tableName;
  if (name === 'BUCKET_NAME') return bucket.bucketName;
  if (name === 'SECRETS_PATH') return secretsPath(config.stage);
  if (name === 'LIVE_URL' && live) return live.url;
  if (name === 'PUBLIC_URL') return publicUrl;
  if (name === 'STREAM_URL') return config.settings.STREAM_URL || streamUrl!;
  for (const [
    queue,
    {
      queue: { queueUrl },
    },
  ] of queues)
    if (variableOfQueue(queue) === name) return queueUrl;
  if (name in settings) return config.settings[name as Setting];
  throw new Error(`infra/constructs/resources.ts has no value for the environment variable ${name}`);
}
