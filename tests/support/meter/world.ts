import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sqsEvent } from '#local/gateway/sqs-event.ts';
import { type Stack, type StackOptions, startStack } from '#local/stack.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { type PlatformUser, platformUser } from '../platform/users.ts';
import { type Meter, startMeter } from './index.ts';

export interface Call {
  token?: string;
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
  /** Field name → picture. */
  files?: Record<string, Buffer>;
  /** The status that it must have, 200 unless told: a measurement of something else would be worthless. */
  status?: number;
}

export interface User {
  account: string;
  token: string;
}

/** A whole local stack with a meter before its table, without anything that runs by itself. */
export interface World {
  stack: Stack;
  meter: Meter;
  /** The table, past the meter. */
  table: Table;
  /** One request to the API; answers its JSON. */
  call<T>(method: string, path: string, call?: Call): Promise<T>;
  signIn(): Promise<User>;
  /** A user of the platform with so many points, none by default; asks nothing of the API. */
  signUp(points?: number): Promise<PlatformUser>;
  /** Runs a worker with one message, as SQS would. */
  work(id: string, message: object): Promise<void>;
  close(): Promise<void>;
}

export async function startWorld(options: StackOptions = {}): Promise<World> {
  const stack = await startStack({ schedules: false, publishMs: 0, ...options });
  await stack.pauseWorkers();
  const upstream = stack.env.AWS_ENDPOINT_URL_DYNAMODB!;
  const meter = await startMeter({ upstream });
  process.env.AWS_ENDPOINT_URL_DYNAMODB = meter.url;
  const credentials = { accessKeyId: stack.env.AWS_ACCESS_KEY_ID!, secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: upstream, region: stack.env.AWS_REGION!, credentials });
  const call: World['call'] = async <T>(method: string, path: string, how: Call = {}) => (await request(stack.url, method, path, how)) as T;
  const table = { name: stack.table, client };
  let users = 0;
  return {
    stack,
    meter,
    table,
    call,
    async signIn() {
      const { user, token } = await call<{ user: { id: string }; token: string }>('POST', '/api/wechat/login', {
        json: { code: `meter-${++users}` },
      });
      return { account: user.id, token };
    },
    signUp: (points) => platformUser(table, stack.secrets, undefined, points),
    async work(id, message) {
      const record = { MessageId: `m-${Math.random()}`, ReceiptHandle: 'r', Body: JSON.stringify(message) };
      const result = await stack.invoke(id, sqsEvent([record], `arn:aws:sqs:us-east-1:000000000000:${id}`));
      const failed = (result as { batchItemFailures: unknown[] }).batchItemFailures;
      if (failed.length > 0) throw new Error(`${id} failed with ${JSON.stringify(message)}`);
    },
    async close() {
      client.destroy();
      await stack.close();
      await meter.close();
    },
  };
}

async function request(url: string, method: string, path: string, { status = 200, ...how }: Call): Promise<unknown> {
  const response = await fetch(url + path, { method, redirect: 'manual', ...requestOf(how) });
  const body = await response.text();
  if (response.status !== status) throw new Error(`${method} ${path}: ${response.status} instead of ${status}, ${body.slice(0, 300)}`);
  return body.startsWith('{') ? JSON.parse(body) : {};
}

function requestOf({ token, headers, json, form, files }: Omit<Call, 'status'>): RequestInit {
  const own = { ...headers, ...(token && { authorization: `Bearer ${token}` }) };
  if (json !== undefined) return { headers: { ...own, 'content-type': 'application/json' }, body: JSON.stringify(json) };
  if (!form && !files) return { headers: own };
  const body = new FormData();
  for (const [name, value] of Object.entries(form ?? {})) body.set(name, value);
  for (const [name, bytes] of Object.entries(files ?? {})) body.set(name, new Blob([new Uint8Array(bytes)]), `${name}.jpg`);
  return { headers: own, body };
}
