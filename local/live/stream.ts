import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBRecord } from 'aws-lambda';

const POLL_MS = 100;

interface Shard {
  ShardId: string;
}

export interface StreamSource {
  /** DynamoDB's address. */
  endpoint: string;
  region: string;
  accessKeyId: string;
  table: string;
}

export interface StreamReader {
  /** Reads from now on what is written; resolves once nothing can be missed any more. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Lambda's event source for the table's stream: hands on its records, from the moment it is started. */
export function createStreamReader(source: StreamSource, hand: (records: DynamoDBRecord[]) => Promise<unknown>): StreamReader {
  let running: AbortController | undefined;
  let loop = Promise.resolve();
  const ask = <T>(operation: string, body: object, signal?: AbortSignal) => call<T>(source, operation, body, signal);

  async function shardsNow(): Promise<{ arn: string; shards: Shard[] }> {
    const { Streams } = await ask<{ Streams: { StreamArn: string }[] }>('ListStreams', { TableName: source.table });
    const [stream] = Streams;
    if (!stream) throw new Error(`the table ${source.table} has no stream`);
    const { StreamDescription } = await ask<{ StreamDescription: { Shards: Shard[] } }>('DescribeStream', { StreamArn: stream.StreamArn });
    return { arn: stream.StreamArn, shards: StreamDescription.Shards };
  }

  async function iteratorsNow(): Promise<string[]> {
    const { arn, shards } = await shardsNow();
    const asked = shards.map(({ ShardId }) =>
      ask<{ ShardIterator: string }>('GetShardIterator', { StreamArn: arn, ShardId, ShardIteratorType: 'LATEST' }),
    );
    return (await Promise.all(asked)).map(({ ShardIterator }) => ShardIterator);
  }

  async function read(from: string, signal: AbortSignal): Promise<void> {
    for (let next: string | undefined = from; next && !signal.aborted; await pause(POLL_MS)) {
      const got: { Records: DynamoDBRecord[]; NextShardIterator?: string } = await ask('GetRecords', { ShardIterator: next }, signal);
      if (got.Records.length > 0) await hand(got.Records).catch(() => {});
      next = got.NextShardIterator;
    }
  }

  return {
    async start() {
      if (running) return;
      const mine = new AbortController();
      running = mine;
      const iterators = await iteratorsNow();
      loop = Promise.all(iterators.map((from) => read(from, mine.signal).catch(() => {}))).then(() => {});
    },
    async stop() {
      running?.abort();
      running = undefined;
      await loop;
    },
  };
}

/** DynamoDB Local looks at the access key, for whose tables they are, and not at the signature. */
async function call<T>({ endpoint, region, accessKeyId }: StreamSource, operation: string, body: object, signal?: AbortSignal): Promise<T> {
  const scope = `${accessKeyId}/20260101/${region}/dynamodb/aws4_request`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=local`,
    },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
  if (!response.ok) throw new Error(`${operation}: ${await response.text()}`);
  return (await response.json()) as T;
}
