import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { registry } from '#functions/registry.ts';
import { type Stack, startStack } from '#local/stack.ts';
import { functionName } from '#shared/contract/endpoint.ts';
import { openApiDocument } from '#shared/openapi/document.ts';
import { anonymous, type Client, login } from '#tests/support/client.ts';
import { eventually } from '#tests/support/stack.ts';
import { type Item, itemsOf } from './books.ts';
import { type Document, type Operation, operationsOf } from './document.ts';
import { brokenFiles, type Drawn, pictures } from './generate/files.ts';
import { createJudge, type Judge } from './judge.ts';

/** How long a request may wait for its work here; on AWS it is 25 s. */
export const WAIT_SECONDS = 2;
/** Points enough that requests are not refused for the lack of them. Yuan; 10 points each. */
const YUAN = 5000;
/** Texts shorter than this could stand in an answer by chance. */
const SECRET_LENGTH = 16;

export interface World {
  stack: Stack;
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
    ...{ stack, document, operations: operationsOf(document), judge: createJudge(document, secrets), pictures: whole, broken },
    slow: new Set(registry.filter(({ uses }) => uses.includes('queue:video-jobs')).map(functionName)),
    items: () => itemsOf(client, stack.table),
    close: async () => {
      client.destroy();
      await stack.close();
    },
  };
}

/** A user with points. */
export async function customer({ stack }: World, code: string): Promise<Client> {
  const client = await login(stack, code);
  const { body, text } = await client.post('/api/wechat/payment/create', { json: { amount: YUAN } });
  if (!body.orderId) throw new Error(`no order: ${text}`);
  await fetch(`${stack.outsideUrl}/cashier?order=${body.orderId}`, { method: 'POST' });
  await eventually(async () => (await client.standing()).points >= YUAN * 10);
  return client;
}

/** A file that was sent past the gateway; its key stands in for it. */
export async function uploaded(client: Client, bytes: Buffer): Promise<string> {
  const { body } = await client.post('/api/uploads', { json: { contentType: 'image/jpeg', bytes: bytes.length } });
  const { key, uploadUrl, headers } = body.data as { key: string; uploadUrl: string; headers: Record<string, string> };
  await fetch(uploadUrl, { method: 'PUT', headers, body: new Uint8Array(bytes) });
  return key;
}

export const nobody = ({ stack }: World): Client => anonymous(stack);
