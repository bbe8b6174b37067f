import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, vi } from 'vitest';
import type { Call } from '#local/outside/calls.ts';
import type { OutsideFault } from '#local/outside/faults.ts';
import type { Stack } from '#local/stack.ts';
import type { AccountRecord } from '#shared/adapters/dynamo/account-record.ts';
import { getItem, queryItems, updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Job } from '#shared/domain/jobs/types.ts';
import type { Entry } from '#shared/domain/points/ports.ts';
import type { Client, FormField, Sent } from '#tests/support/client.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { eventually } from '#tests/support/stack.ts';

/** Small: these tests are not about pictures. */
export const photo: FormField = { bytes: await damagedPhoto(48, 60) };

/** Answer at once with 202: the test looks for itself. */
export const AT_ONCE = { prefer: 'respond-async' };

export const restore = (client: Client, headers: Record<string, string> = {}, form: Sent['form'] = {}) =>
  client.post('/api/image/restore', { form: { image: photo, ...form }, headers });

export const custom = (client: Client, prompt: string, headers: Record<string, string> = {}) =>
  client.post('/api/image/custom', { form: { image: photo, prompt }, headers });

export const animate = (client: Client, fields: Record<string, string> = {}, headers = AT_ONCE) =>
  client.post('/api/image/animate', { form: { image: photo, modelType: 'fast', ...fields }, headers });

/** Asks for a job until it is no longer at work. */
export const finished = (client: Client, id: string) =>
  eventually(async () => {
    const answer = await client.get(`/api/image/jobs/${id}`, { headers: { prefer: 'wait=2' } });
    return answer.status !== 202 && answer;
  }, 25_000);

/** The running stack's table, for what no endpoint shows. */
export const tableOf = (stack: Stack): Table => ({ name: stack.table, client: new DynamoDBClient({}) });

export async function jobOf(stack: Stack, { account }: Client, id: string): Promise<Job> {
  return (await getItem<Job>(tableOf(stack), keys.job(account, id)))!;
}

/** Sets attributes of a job as time would have. */
export async function alter(stack: Stack, { account }: Client, id: string, change: Partial<Job & { dueAt: number }>): Promise<void> {
  const fields = Object.keys(change);
  await updateItem(tableOf(stack), keys.job(account, id), {
    update: `SET ${fields.map((field) => `#${field} = :${field}`).join(', ')}`,
    names: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    values: Object.fromEntries(Object.entries(change).map(([field, value]) => [`:${field}`, value])),
  });
}

/** Lets a job pass its deadline, and the minute's sweep come by. */
export async function expire(stack: Stack, client: Client, id: string): Promise<void> {
  await alter(stack, client, id, { deadline: Date.now() - 1, dueAt: Date.now() - 1 });
  await stack.runSchedule('schedules/sweep');
}

/** What an account has, after checking that no point was lost or made: available + held = Σ entries. */
export async function balance(stack: Stack, { account }: Client): Promise<{ points: number; held: number; spends: number }> {
  const table = tableOf(stack);
  const record = (await getItem<AccountRecord>(table, keys.account(account)))!;
  const values = { ':pk': keys.account(account).pk, ':entry': 'ENTRY#' };
  const entries = await queryItems<Entry>(table, 'pk = :pk AND begins_with(sk, :entry)', values);
  expect(record.points + record.held).toBe(entries.reduce((sum, { amount }) => sum + amount, 0));
  expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, at) => at + 1));
  return { points: record.points, held: record.held, spends: entries.filter(({ kind }) => kind === 'spend').length };
}

/** Points set aside, by job. */
export async function holdsOf(stack: Stack, { account }: Client): Promise<Record<string, number>> {
  return (await getItem<AccountRecord>(tableOf(stack), keys.account(account)))!.holds;
}

export type Queue = 'IMAGE' | 'VIDEO';
const urlOf = (stack: Stack, queue: Queue): string => stack.env[`${queue}_JOBS_QUEUE_URL`]!;

export const deliver = (stack: Stack, queue: Queue, message: unknown) =>
  new SQSClient({}).send(
    new SendMessageCommand({
      QueueUrl: urlOf(stack, queue),
      MessageBody: typeof message === 'string' ? message : JSON.stringify(message),
    }),
  );

/** Messages in a queue: waiting, delayed and in a worker's hands. */
export async function inQueue(stack: Stack, queue: Queue, suffix: '' | '-dlq' = ''): Promise<number> {
  const command = new GetQueueAttributesCommand({ QueueUrl: urlOf(stack, queue) + suffix, AttributeNames: ['All'] });
  const counts: Record<string, string> = { ...(await new SQSClient({}).send(command)).Attributes };
  return ['', 'NotVisible', 'Delayed'].reduce((sum, kind) => sum + Number(counts[`ApproximateNumberOfMessages${kind}`] ?? 0), 0);
}

export const fault = (stack: Stack, mode: OutsideFault['mode'], times = 1, delayMs?: number): void =>
  stack.outside.faults.add({ service: 'gemini', mode, times, ...(delayMs === undefined ? {} : { delayMs }) });

/** Calls of Google whose path fits. */
export const calls = (stack: Stack, path = /./): Call[] => stack.outside.calls.list('gemini').filter((call) => path.test(call.path));

/** Retries come at once: the waits between them are shortened at random, and chance now says "at once". */
export const withoutBackoff = () => vi.spyOn(Math, 'random').mockReturnValue(0);
