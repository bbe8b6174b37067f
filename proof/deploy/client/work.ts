import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Customer } from './customer.ts';

const PATIENCE_MS = 60_000;

interface Answer {
  success: boolean;
  status?: string;
  statusUrl?: string;
  points: { deducted: number; remaining: number };
  data: Record<string, string>;
}

/** `useAI` of the documented client; when the answer is "still at it", asks the status URL until there is one. */
export async function work(customer: Customer, path: string, photo: string, params?: Record<string, string>): Promise<Answer> {
  let answer = (await customer.page.app.useAI(path, photo, params)) as unknown as Answer;
  const { statusUrl } = answer;
  const deadline = Date.now() + PATIENCE_MS;
  while (answer.status === 'processing') {
    assert.ok(statusUrl, 'an answer that is still at it has a statusUrl');
    assert.ok(Date.now() < deadline, `${path} is not done after ${PATIENCE_MS / 1000} s`);
    await delay(1000);
    answer = (await (await customer.get(new URL(statusUrl, 'http://api').pathname)).json()) as Answer;
  }
  assert.equal(answer.success, true, JSON.stringify(answer));
  return answer;
}

/** Waits until `check` is true; the documented snippets have no end to wait for. */
export async function until(what: string, check: () => boolean, withinMs = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!check()) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${withinMs / 1000} s`);
    await delay(50);
  }
}
