import * as fc from 'fast-check';
import { afterEach, beforeAll, test, vi } from 'vitest';
import { tableOf } from '#tests/support/platform/api.ts';
import { platformClient } from '#tests/support/platform/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { expectAccountsSound, expectStatisticsExact } from './audit.ts';
import { Clients } from './clients.ts';
import { beginning, type Fair, OF_CLIENTS, openFair, SEED, START, sequence } from './fair.ts';

const stack = useStack({ settings: { WECHAT_PAY_VERSION: 'v3' }, payNow: () => Date.now() });
let parts: Fair & { operator: string };
beforeAll(async () => {
  const operator = await platformClient(stack(), 'admin');
  parts = { ...(await openFair(tableOf(stack()))), operator: operator.account };
});
afterEach(() => void vi.useRealTimers());

test(`random sequences of what clients ask for, providers notify and the sweeper does keep every account (seed ${SEED})`, async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await fc.assert(
    fc.asyncProperty(beginning, sequence, async (offset, steps) => {
      const clients = new Clients(stack(), parts);
      let now = START + offset;
      await clients.take({ do: 'register', by: 0 }, now);
      for (const [each, pause] of steps) {
        now += pause;
        await clients.take(each, now);
      }
    }),
    { numRuns: OF_CLIENTS, endOnFailure: true, seed: SEED },
  );
}, 1_200_000);

test('every account adds up: points, entries, coupons, referrals', () => expectAccountsSound(tableOf(stack())));

test('statistics equal what accounts and orders say', () => expectStatisticsExact(tableOf(stack())), 300_000);
