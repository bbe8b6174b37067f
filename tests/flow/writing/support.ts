import { afterEach, beforeEach, vi } from 'vitest';
import type { OutsideFault } from '#local/outside/faults.ts';
import type { Stack } from '#local/stack.ts';
import { deleteItem, getItem, queryItems, updateItem } from '#shared/adapters/dynamo/items.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { LedgerRecord } from '#shared/adapters/dynamo/ledger-record.ts';
import { dynamoRests } from '#shared/adapters/dynamo/rests.ts';
import type { Job } from '#shared/domain/jobs/types.ts';
import type { Entry } from '#shared/domain/points/ports.ts';
import { ask, tableOf } from '#tests/support/platform/api.ts';
import { type PlatformUser, platformUser } from '#tests/support/platform/users.ts';

export interface Written {
  creation_id: number | null;
  content: string | null;
  credits_used: number;
  note?: string;
  task_id?: string;
  status_url?: string;
}

/** A user with 100 points. */
export const writer = (stack: Stack, points = 100): Promise<PlatformUser> => platformUser(tableOf(stack), stack.secrets, undefined, points);

/** A new writer for each test, when no model rests, no provider was asked yet and retries come at once. Call the result inside a test. */
export function useWriter(stack: () => Stack, points?: number): () => PlatformUser {
  let user: PlatformUser;
  beforeEach(async () => {
    user = await writer(stack(), points);
    await forgetFailures(stack());
    stack().outside.calls.clear();
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    stack().outside.faults.clear();
    vi.restoreAllMocks();
  });
  return () => user;
}

/** The document's own request. */
export const order = {
  title: '如何提高工作效率',
  keywords: ['时间管理', '效率工具'],
  requirements: '字数2000字,包含实用技巧',
  model_id: 1,
};
export const { model_id: _, ...anyModel } = order;

export const generate = (
  stack: Stack,
  { token }: PlatformUser,
  json: object = order,
  { tool = 'wechat_article', headers = {} }: { tool?: string; headers?: Record<string, string> } = {},
) => ask<Written>(stack, 'POST', `/api/v1/writing/${tool}/generate`, { token, json, headers });

/** What the account has: available, held, and what its entries add up to. */
export async function books(stack: Stack, { account }: PlatformUser) {
  const table = tableOf(stack);
  const { points, held } = (await getItem<LedgerRecord>(table, keys.account(account)))!;
  const entries = await queryItems<Entry>(table, 'pk = :pk AND begins_with(sk, :entry)', {
    ':pk': keys.account(account).pk,
    ':entry': 'ENTRY#',
  });
  return { points, held, sum: entries.reduce((sum, { amount }) => sum + amount, 0), entries: entries.length };
}

export const fault = (stack: Stack, service: 'qwen' | 'gemini', mode: OutsideFault['mode'], times = 1): void =>
  stack.outside.faults.add({ service, mode, times });

/** How often each provider was asked. */
export const asked = (stack: Stack) => ({
  qwen: stack.outside.calls.list('qwen').length,
  gemini: stack.outside.calls.list('gemini').length,
});

/** Nothing is remembered of any model. */
export async function forgetFailures(stack: Stack): Promise<void> {
  const table = tableOf(stack);
  for (const { model } of await dynamoRests(table).all()) await deleteItem(table, keys.rest(model));
}

export const jobOf = async (stack: Stack, { account }: PlatformUser, id: string): Promise<Job> =>
  (await dynamoJobs(tableOf(stack)).find(account, id))!;

/** Sets attributes of a job as time would have. */
export async function alter(stack: Stack, { account }: PlatformUser, id: string, change: Partial<Job & { dueAt: number }>) {
  const fields = Object.keys(change);
  await updateItem(tableOf(stack), keys.job(account, id), {
    update: `SET ${fields.map((field) => `#${field} = :${field}`).join(', ')}`,
    names: Object.fromEntries(fields.map((field) => [`#${field}`, field])),
    values: Object.fromEntries(Object.entries(change).map(([field, value]) => [`:${field}`, value])),
  });
}
