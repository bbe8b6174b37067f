import { BroadcastChannel } from 'node:worker_threads';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Message, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { registry } from '#functions/registry.ts';
import { type Stack, type StackOptions, startStack } from '#local/stack.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Contract } from '#shared/contract/endpoint.ts';
import { type Containers, createContainers } from './containers.ts';
import { Director } from './proxy/director.ts';
import { type Relay, startProxy } from './proxy/index.ts';
import { Operations } from './proxy/operations.ts';
import { type Road, startRoad } from './road.ts';

/** A whole local stack whose functions run in containers that can be killed, and reach everything through proxies. */
export interface World {
  stack: Stack;
  registry: readonly Contract[];
  /** Sees the calls of what runs; sets faults. */
  director: Director;
  containers: Containers;
  /** What the table was told of started work, since it was last emptied. */
  operations: Operations;
  /** What the functions logged, parsed, since it was last emptied. */
  logs: Record<string, unknown>[];
  /** How outside services reach us. */
  road: Road;
  /** Every message that was handed to a worker, oldest first. */
  delivered: Message[];
  /** Decides the chances of what runs from now on. */
  seed: string;
  /** Which of several orders of events it is: in odd ones the workers come before a client's second try. */
  turn: number;
  /** The table and the queues, past the proxies. */
  table: Table;
  sqs: SQSClient;
  /** Where the clients of this run are: a limit by address counts nobody else's calls. */
  address: string;
  /** The functions' clock, in ms; `skip` moves it on, `reset` sets it right again. */
  clock: { now(): number; skip(ms: number): void; reset(): void };
  close(): Promise<void>;
}

export interface WorldOptions extends Pick<StackOptions, 'veo' | 'settings'> {
  /** Where `functions/` and `shared/` are: this tree, or a copy with a planted bug. */
  root?: string;
  contracts?: readonly Contract[];
}

/** WeChat Pay's retries of a notification take a day and a half; here, 2 s. */
const RETRY_SCALE = 0.00002;

/** The same pictures are asked for in every run. */
const REMEMBERED = 32;

const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** This tree. */
export const HERE = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** Nothing in it runs by itself: messages are delivered and schedules run when a case says so. */
export async function startWorld({ root = HERE, contracts = registry, settings = {}, ...options }: WorldOptions = {}): Promise<World> {
  const ahead = new Float64Array(new SharedArrayBuffer(8));
  const director = new Director();
  const operations = new Operations();
  const world = { seed: '0', turn: 0, delivered: [] as Message[], address: '127.0.0.1' };
  const containers = createContainers(contracts, root, ahead, () => world.seed);
  const clock = {
    now: () => Date.now() + ahead[0]!,
    skip: (ms: number) => void ahead.set([ahead[0]! + ms]),
    reset: () => void ahead.set([0]),
  };
  const road = await startRoad();
  const stack = await startStack({
    schedules: false,
    videoMs: 0,
    remembered: REMEMBERED,
    publishMs: 0,
    retryScale: RETRY_SCALE,
    // Signatures age, so payment services have our time. WeChat's v2 signs none and stays behind: what is due here can still be paid there.
    payNow: clock.now,
    ...(settings.WECHAT_PAY_VERSION !== 'v3' && { wechatNow: Date.now }),
    ...options,
    registry: contracts,
    settings: { VIDEO_POLL_SECONDS: '0', PUBLIC_URL: road.url, ...settings },
    load: async (id) => containers.handlerOf(id),
  });
  road.leadTo(stack.url);
  await stack.pauseWorkers();
  const region = stack.env.AWS_REGION!;
  const credentials = { ...CREDENTIALS, accessKeyId: stack.env.AWS_ACCESS_KEY_ID! };
  const client = new DynamoDBClient({ endpoint: stack.env.AWS_ENDPOINT_URL_DYNAMODB!, region, credentials });
  const sqs = new SQSClient({ endpoint: stack.env.AWS_ENDPOINT_URL_SQS!, region, credentials });
  const proxies = await between(stack, director, operations);
  await moveTokenDesk(stack, proxies.at(-1)!.url);
  const { channel, logs } = listenToLogs();
  return Object.assign(world, {
    ...{ stack, registry: contracts, director, operations, containers, logs, sqs, road },
    table: { name: stack.table, client },
    clock,
    async close() {
      channel.close();
      await containers.close();
      client.destroy();
      sqs.destroy();
      await stack.close();
      await road.close();
      await Promise.all(proxies.map((proxy) => proxy.close()));
    },
  });
}

/** Points the environment, which containers copy when they start, at proxies. */
async function between({ env, outsideUrl }: Stack, director: Director, operations: Operations): Promise<Relay[]> {
  const dynamo = await startProxy('dynamodb', env.AWS_ENDPOINT_URL_DYNAMODB!, director, (exchange) => operations.note(exchange));
  const storage = await startProxy('storage', env.AWS_ENDPOINT_URL_S3!, director);
  const ssm = await startProxy('ssm', env.AWS_ENDPOINT_URL_SSM!, director);
  const outside = await startProxy('outside', outsideUrl, director);
  for (const [name, value] of Object.entries(env)) {
    const moved = value
      .replace(env.AWS_ENDPOINT_URL_DYNAMODB!, dynamo.url)
      .replace(env.AWS_ENDPOINT_URL_S3!, storage.url)
      .replace(env.AWS_ENDPOINT_URL_SSM!, ssm.url)
      .replace(outsideUrl, outside.url);
    if (moved !== value) process.env[name] = moved;
  }
  return [dynamo, storage, ssm, outside];
}

/** Google's key file names the address where its tokens are had; that one, too, is to lead through a proxy. */
async function moveTokenDesk({ env, secrets, outsideUrl }: Stack, url: string): Promise<void> {
  const keyFile = secrets.GOOGLE_CREDENTIALS;
  if (!keyFile) return;
  const ssm = new SSMClient({ endpoint: env.AWS_ENDPOINT_URL_SSM!, region: env.AWS_REGION!, credentials: CREDENTIALS });
  const parameter = { Name: `${env.SECRETS_PATH}GOOGLE_CREDENTIALS`, Value: keyFile.replaceAll(outsideUrl, url) };
  await ssm.send(new PutParameterCommand({ ...parameter, Type: 'SecureString', Overwrite: true }));
  ssm.destroy();
}

function listenToLogs() {
  const logs: Record<string, unknown>[] = [];
  const channel = new BroadcastChannel('proof-log');
  channel.onmessage = (message) => {
    const { data } = message as { data: string };
    logs.push(data.startsWith('{') ? JSON.parse(data) : { text: data });
  };
  channel.unref();
  return { channel, logs };
}
