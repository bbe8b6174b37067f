import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toRaw } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { dynamoLimits } from '#shared/adapters/dynamo/limits.ts';
import { platformPolicies } from '#shared/domain/limits/policies.ts';
import type { Policy } from '#shared/domain/limits/types.ts';
import { isFault } from '#shared/kernel/fault.ts';
import { withFaults } from '#tests/support/faults.ts';
import { itemBytes } from '#tests/support/meter/size.ts';
import { startTable, type TestTable } from '#tests/support/table.ts';

let db: TestTable;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.close());

const NOW = Date.UTC(2026, 10, 25);
const policies: Policy[] = Object.values(platformPolicies);
const named = policies.map((policy) => [policy.name, policy] as const);
let count = 0;
const somebody = () => `u_${++count}`;

/** Whether a call at `at` passes, or how many seconds are to be waited. */
async function call(policy: Policy, subject: string, at: number, table = db.table): Promise<true | number> {
  try {
    await dynamoLimits(table)(policy, subject, at);
    return true;
  } catch (error) {
    if (isFault(error, 'request.rate_limited')) return error.details.retryAfter!;
    throw error;
  }
}

const atOnce = async (policy: Policy, subject: string, times: number, at: (index: number) => number) => {
  const answers = await Promise.all(Array.from({ length: times }, (_, index) => call(policy, subject, at(index))));
  return answers.filter((answer) => answer === true).length;
};

test.each(named)('of twice the quota of %s at once, exactly the quota passes', async (_, policy) => {
  expect(await atOnce(policy, somebody(), 2 * policy.quota, () => NOW)).toBe(policy.quota);
});

test.each([0, 1, 3, 9, 10])('50 at once at the edge of a window, %i calls before: no window sees more than 10', async (before) => {
  const { auth } = platformPolicies;
  const subject = somebody();
  for (let index = 0; index < before; index++) expect(await call(auth, subject, NOW + index)).toBe(true);
  // They come a millisecond apart, around the moment at which the first call has left the window: 25 before it and 25 after.
  const edge = NOW + auth.window;
  const passed = await atOnce(auth, subject, 50, (index) => edge - 25 + index);
  expect(passed).toBeGreaterThanOrEqual(10 - before);
  expect(passed).toBeLessThanOrEqual(10);
  expect(await atOnce(auth, subject, 50, () => edge + auth.window + 50)).toBe(10);
});

test('a call passes as soon as the one a quota before it has left the window, and not before', async () => {
  const { auth } = platformPolicies;
  const subject = somebody();
  for (let index = 0; index < auth.quota; index++) expect(await call(auth, subject, NOW + index * 1000)).toBe(true);
  expect(await call(auth, subject, NOW + 30_000)).toBe(30);
  expect(await call(auth, subject, NOW + 59_999)).toBe(1);
  expect(await call(auth, subject, NOW + 60_000)).toBe(true);
  expect(await call(auth, subject, NOW + 60_000)).toBe(1);
  expect(await call(auth, subject, NOW + 61_000)).toBe(true);
});

test('whatever the pattern, a call passes exactly when fewer than the quota passed within the window before it', async () => {
  const policy: Policy = { name: 'property', quota: 5, window: 1000 };
  const gaps = fc.array(fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 1200 })), { minLength: 20, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(gaps, async (pauses) => {
      const subject = somebody();
      const passed: number[] = [];
      let at = NOW;
      for (const pause of pauses) {
        at += pause;
        const free = passed.filter((time) => time > at - policy.window).length < policy.quota;
        expect((await call(policy, subject, at)) === true).toBe(free);
        if (free) passed.push(at);
      }
    }),
    { numRuns: 15 },
  );
});

test.each(named)('a full register of %s is one write unit, and expires after its window', async (_, policy) => {
  // The longest subjects there are: a mini-program's account, an IPv6 address.
  const subject = 'user_1736250123_abcdefghjkmnpqrstv-0000:0000:0000';
  for (let index = 0; index <= policy.quota; index++) await call(policy, subject, Date.UTC(2050, 0, 1) + index);
  const key = keys.rate(policy.name, subject);
  const { Item } = await db.table.client.send(new GetItemCommand({ TableName: db.table.name, Key: toRaw(key) }));
  expect(itemBytes(Item!)).toBeLessThanOrEqual(1024);
  expect(Number(Item!.expiresAt!.N) * 1000).toBeGreaterThan(Date.UTC(2050, 0, 1) + policy.window);
});

test('subjects and classes are counted apart', async () => {
  const { auth, query } = platformPolicies;
  const [one, other] = [somebody(), somebody()];
  expect(await atOnce(auth, one, 11, () => NOW)).toBe(10);
  expect(await call(auth, other, NOW)).toBe(true);
  expect(await call(query, one, NOW)).toBe(true);
});

test('lost answers never let more than the quota pass', async () => {
  const { auth } = platformPolicies;
  const subject = somebody();
  let calls = 0;
  const table = { ...db.table, client: withFaults(db.client(), () => (++calls % 3 === 0 ? 'lose-answer' : undefined)) };
  const answers = [];
  for (let index = 0; index < 20; index++) answers.push(await call(auth, subject, NOW + index, table));
  const passed = answers.filter((answer) => answer === true).length;
  expect(passed).toBeLessThanOrEqual(10);
  expect(passed).toBeGreaterThanOrEqual(5);
});
