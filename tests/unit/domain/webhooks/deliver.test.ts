import { expect, test } from 'vitest';
import type { Partner } from '#shared/domain/partners/types.ts';
import { deliverWebhook } from '#shared/domain/webhooks/deliver.ts';
import type { Next } from '#shared/domain/webhooks/ports.ts';
import type { Attempt, Webhook } from '#shared/domain/webhooks/types.ts';
import { seconds } from '#shared/kernel/clock.ts';
import { newOperation, sortableId } from '#shared/kernel/ids.ts';

const message = { account: 'partner_1', job: sortableId('req', newOperation(1_700_000_000_000)) };
const webhook: Webhook = {
  ...{ ...message, partner: 'ada', url: 'https://ada.example.com', state: 'pending', attempts: [], createdAt: 0, leaseUntil: 1 },
  event: { type: 'photo.failed', at: 0 },
};

/** A partner whose receiver takes so long and then answers this, or nothing. */
function receiver(ms: number, status?: number) {
  const time = { now: 1_700_000_000_000 };
  const partner = { code: 'ada', webhookSecrets: [] as Partner['webhookSecrets'] } as Partner;
  const seen = { posts: 0, recorded: [] as [Attempt, Next][], deferred: [] as number[] };
  const parts = {
    webhooks: {
      claim: async () => webhook,
      record: async (_: Webhook, attempt: Attempt, next: Next) => void seen.recorded.push([attempt, next]),
      defer: async (_: Webhook, nextAt: number) => void seen.deferred.push(nextAt),
    },
    partners: {
      find: async () => partner,
      restWebhooks: async (_: string, until: number) => {
        partner.webhooksRestUntil = until;
      },
    },
    vault: { open: async () => '' },
    post: async () => {
      seen.posts++;
      time.now += ms;
      if (status === undefined) throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
      return status;
    },
    clock: () => time.now,
    random: () => 0,
    publicUrl: 'https://api',
  };
  return { time, seen, deliver: () => deliverWebhook(parts, message) };
}

test('a receiver that kept a worker waiting for nothing is left alone for a minute, and its webhooks lose no attempt by that', async () => {
  const { time, seen, deliver } = receiver(seconds(15));
  expect(await deliver()).toMatchObject({ ms: 15_000, error: 'TimeoutError' });
  const rest = time.now + 60_000;
  for (let count = 0; count < 20; count++) expect(await deliver()).toBeUndefined();
  expect(seen).toMatchObject({ posts: 1, deferred: Array.from({ length: 20 }, () => rest) });
  time.now = rest;
  expect(await deliver()).toBeDefined();
  expect(seen).toMatchObject({ posts: 2, recorded: [[expect.anything(), { state: 'pending' }], expect.anything()] });
});

test.each([
  ['fails at once', 10, 500],
  ['takes its time, and takes it', seconds(10), 200],
])('a receiver that %s is told of its other photos all the same', async (_, ms, status) => {
  const { seen, deliver } = receiver(ms, status);
  await deliver();
  await deliver();
  expect(seen).toMatchObject({ posts: 2, deferred: [] });
});
