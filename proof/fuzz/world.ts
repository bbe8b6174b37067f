import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { registry } from '#functions/registry.ts';
import { type Stack, startStack } from '#local/stack.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { grantOf } from '#shared/contract/capabilities.ts';
import { functionName } from '#shared/contract/endpoint.ts';
import { openApiDocument } from '#shared/openapi/document.ts';
import { type Caller, type Place, shown } from '../callers/index.ts';
import { type Item, itemsOf } from './books.ts';
import { type Document, type Operation, operationsOf } from './document.ts';
import { brokenFiles, type Drawn, pictures } from './generate/files.ts';
import { createJudge, type Judge } from './judge.ts';

/** How long a request may wait for its work here; on AWS it is 25 s. */
export const WAIT_SECONDS = 2;
/** Where requests come from. */
export const ADDRESS = '127.0.0.1';
/** Texts shorter than this could stand in an answer by chance. */
const SECRET_LENGTH = 16;

export interface World extends Place {
  stack: Stack;
  table: Table;
  document: Document;
  operations: readonly Operation[];
  judge: Judge;
  pictures: readonly Drawn[];
  broken: readonly Drawn[];
  /** Operations whose work is slow: their jobs are left in the queue. */
  slow: ReadonlySet<string>;
  items(): Promise<Item[]>;
  close(): Promise<void>;
}

/** The document that the registry makes. */
export function ownDocument(): Document {
  const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string };
  return JSON.parse(JSON.stringify(openApiDocument(registry, version))) as Document;
}

export async function startWorld(): Promise<World> {
  const document = ownDocument();
  const [stack, whole, broken] = await Promise.all([
    startStack({ schedules: false, videoMs: 200, settings: { WAIT_SECONDS: String(WAIT_SECONDS), VIDEO_POLL_SECONDS: '1' } }),
    pictures(),
    brokenFiles(),
  ]);
  const client = new DynamoDBClient({
    endpoint: stack.env.AWS_ENDPOINT_URL_DYNAMODB!,
    region: stack.env.AWS_REGION!,
    credentials: { accessKeyId: stack.env.AWS_ACCESS_KEY_ID!, secretAccessKey: 'local' },
  });
  const secrets = Object.values(stack.secrets).filter((secret) => secret.length >= SECRET_LENGTH);
  return {
    ...{
      stack,
      document,
      table: { name: stack.table, client },
      clock: { now: Date.now },
      operations: operationsOf(document, registry),
      judge: createJudge(document, secrets),
      pictures: whole,
      broken,
    },
    slow: new Set(registry.filter(({ uses }) => uses.some((use) => grantOf(use).send?.includes('video'))).map(functionName)),
    items: () => itemsOf(client, stack.table),
    close: async () => {
      client.destroy();
      await stack.close();
    },
  };
}

/** A file that was sent past the gateway; its key stands in for it. */
export async function uploaded({ stack }: World, caller: Caller, bytes: Buffer): Promise<string> {
  const { headers: authorization } = await shown(caller, 'account');
  const asked = await fetch(`http://127.0.0.1:${stack.port}/api/uploads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify({ contentType: 'image/jpeg', bytes: bytes.length }),
  });
  const { data } = (await asked.json()) as { data: { key: string; uploadUrl: string; headers: Record<string, string> } };
  await fetch(data.uploadUrl, { method: 'PUT', headers: data.headers, body: new Uint8Array(bytes) });
  return data.key;
}
