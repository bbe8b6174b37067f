import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '#local/stack.ts';
import { type Client, login } from '#tests/support/client.ts';

/** What users do, of twenty things: look at their points, at their history, have a photo restored, pay 10 yuan. */
const habits = ['info', 'transactions', 'info', 'restore', 'info', 'transactions', 'pay', 'info', 'transactions', 'restore'] as const;
export type Action = (typeof habits)[number];

export const actions: readonly Action[] = ['info', 'transactions', 'restore', 'pay'];
export const YUAN = 10;
const LEAST_PAUSE_MS = 300;
const PAUSES_MS = 700;

export interface Sample {
  action: Action;
  ms: number;
  /** What came instead of the documented answer. */
  error?: string;
}

/** One user and all that it did. */
export interface Visit {
  account: string;
  samples: Sample[];
  /** Orders that were paid, as the user knows. */
  orders: string[];
  /** Jobs that were accepted. */
  jobs: number;
}

/** Uses the API until the time is over, pausing as people do. Whoever has too few points pays first. */
export async function visit(stack: Stack, number: number, photo: Buffer, end: number): Promise<Visit> {
  const client = await login(stack, `load-${number}`);
  const made: Visit = { account: client.account, samples: [], orders: [], jobs: 0 };
  for (let turn = number; performance.now() < end; turn++) {
    const wanted = habits[turn % habits.length]!;
    const action = wanted === 'restore' && pointsOf(made) < 10 ? 'pay' : wanted;
    const began = performance.now();
    const error = await act(stack, client, action, photo, made).catch((failure: unknown) => String(failure));
    made.samples.push({ action, ms: performance.now() - began, ...(error && { error }) });
    await sleep(LEAST_PAUSE_MS + ((turn * 271) % PAUSES_MS));
  }
  return made;
}

const pointsOf = ({ orders, jobs }: Visit): number => 100 + 100 * orders.length - 10 * jobs;

/** Answers what is wrong with the answer. */
async function act(stack: Stack, client: Client, action: Action, photo: Buffer, made: Visit): Promise<string | undefined> {
  if (action === 'restore') return restore(client, photo, made);
  if (action === 'pay') return pay(stack, client, made);
  const { status, body } = await client.get(`/api/wechat/user/${action}`);
  return status === 200 && body.success ? undefined : `${status} ${body.code ?? ''}`;
}

async function restore(client: Client, photo: Buffer, made: Visit): Promise<string | undefined> {
  const { status, body } = await client.post('/api/image/restore', { form: { image: { bytes: photo } } });
  if (body.success) made.jobs += 1;
  return body.success && (status === 200 || status === 202) ? undefined : `${status} ${body.code ?? ''}`;
}

/** From the order until WeChat's notification has been answered. */
async function pay({ outsideUrl }: Stack, client: Client, made: Visit): Promise<string | undefined> {
  const { status, body } = await client.post('/api/wechat/payment/create', { json: { amount: YUAN } });
  if (status !== 200 || !body.orderId) return `${status} ${body.code ?? ''}`;
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ notify: true }) };
  const { notified } = (await (await fetch(`${outsideUrl}/cashier?order=${body.orderId}`, request)).json()) as { notified?: number };
  made.orders.push(body.orderId);
  return notified === 200 ? undefined : `the notification met ${notified}`;
}
