import { expect, test } from 'vitest';
import { photoTold } from '#functions/third/webhook/schemas.ts';
import { webhookBody, webhookId } from '#shared/domain/webhooks/body.ts';
import { nextAfter } from '#shared/domain/webhooks/schedule.ts';
import { signedHeaders } from '#shared/domain/webhooks/sign.ts';
import type { Attempt, Webhook } from '#shared/domain/webhooks/types.ts';
import { hours } from '#shared/kernel/clock.ts';
import { newOperation, sortableId } from '#shared/kernel/ids.ts';

const webhook: Webhook = {
  ...{ account: 'partner_1', job: sortableId('req', newOperation(1_700_000_000_000)), partner: 'ada', url: 'https://ada.example.com' },
  ...{ state: 'pending', attempts: [], createdAt: 0 },
};
const attempt = (answer: Pick<Attempt, 'status' | 'error'>): Attempt => ({ at: 0, ms: 0, ...answer });

test('the example of the Standard Webhooks specification is signed as it says', () => {
  const body = '{"event_type":"ping","data":{"success":true}}';
  expect(signedHeaders(['whsec_plJ3nmyCDGBKInavdOK15jsl'], 'msg_loFOjxBNrRLzqYUf', 1_731_705_121_000, body)).toMatchObject({
    'webhook-id': 'msg_loFOjxBNrRLzqYUf',
    'webhook-timestamp': '1731705121',
    'webhook-signature': 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
  });
});

test('while two secrets are taken, both sign', () => {
  const [one, two] = ['whsec_plJ3nmyCDGBKInavdOK15jsl', 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'];
  const signed = (secrets: string[]) => signedHeaders(secrets, 'm', 0, '{}')['webhook-signature'];
  expect(signed([one, two])).toBe(`${signed([one])} ${signed([two])}`);
});

test.each([200, 201, 204, 299])('%i ends it', (status) => {
  expect(nextAfter(attempt({ status }), webhook, 0)).toEqual({ state: 'delivered' });
});

test('410 ends it too: the receiver wants no more', () => {
  expect(nextAfter(attempt({ status: 410 }), webhook, 0)).toEqual({ state: 'failed' });
});

test.each([{ status: 301 }, { status: 404 }, { status: 429 }, { status: 500 }, { error: 'ECONNREFUSED' }])(
  '%j is tried again for a day, less and less often',
  (answer) => {
    let [at, tries] = [0, 0];
    const waits: number[] = [];
    for (;;) {
      const next = nextAfter({ ...attempt(answer), at }, { ...webhook, tries }, 0);
      if (next.state !== 'pending') break;
      waits.push(next.nextAt - at);
      [at, tries] = [next.nextAt, tries + 1];
    }
    expect(at).toBe(hours(24));
    expect(waits[0]).toBe(60_000);
    expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).toSorted((a, b) => a - b));
  },
);

test('one that was put off, because its receiver rested, is given up after a day too', () => {
  const at = hours(24.5);
  expect(nextAfter({ ...attempt({ status: 500 }), at }, { ...webhook, tries: 3, since: 0 }, 0)).toEqual({ state: 'failed' });
});

test('receivers aren’t asked in step: an attempt comes up to a tenth earlier', () => {
  const next = (random: number) => nextAfter(attempt({ status: 500 }), { ...webhook, tries: 2 }, random);
  expect([next(0), next(1)]).toEqual([
    { state: 'pending', nextAt: 1_500_000 },
    { state: 'pending', nextAt: 1_350_000 },
  ]);
});

test('a partner is told in the terms of status and download', () => {
  const repaired = {
    ...webhook,
    event: { type: 'photo.repaired', at: 1_700_000_000_000, output: 'repaired_x.jpg', goneAt: 1_700_003_600_000 },
  } as const;
  for (const told of [repaired, { ...webhook, event: { type: 'photo.failed', at: 0 } } as const])
    expect(photoTold.body.safeParse(JSON.parse(webhookBody(told, 'https://api'))).error, 'it is as documented').toBeUndefined();
  expect(JSON.parse(webhookBody(repaired, 'https://api'))).toEqual({
    type: 'photo.repaired',
    timestamp: '2023-11-14T22:13:20.000Z',
    data: {
      ...{ mdf: expect.stringMatching(/^[0-9a-f]{32}$/), status: 200, msg: '图片处理完成' },
      ...{ url: 'https://api/uploads/repaired_x.jpg', expires_at: '2023-11-14T23:13:20.000Z' },
    },
  });
  const failed = { ...webhook, event: { type: 'photo.failed', at: 1_700_000_000_000 } } as const;
  expect(JSON.parse(webhookBody(failed, 'https://api')).data).toEqual({ mdf: expect.any(String), errno: 9009, msg: '图片异常,处理失败' });
  expect(webhookId(webhook)).toMatch(/^msg_\w+$/);
});
