import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { dynamoWebhooks } from '#shared/adapters/dynamo/webhooks.ts';
import { rotateWebhookSecret } from '#shared/domain/partners/manage.ts';
import { jobIdOf } from '#shared/domain/partners/mdf.ts';
import { hours, minutes } from '#shared/kernel/clock.ts';
import { type PlatformClient, platformClient } from '#tests/support/platform/client.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { ended, managing, moveClock, newPartner, photo, tableOf, upload } from './support.ts';

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A partner's receiver. It answers `status`; at `/dead` nobody ever does. */
const received: Received[] = [];
let status = 200;
const receiver = createServer(async (request, response) => {
  received.push({ path: request.url!, headers: request.headers, body: await text(request) });
  if (request.url !== '/dead') response.writeHead(status, status === 302 ? { location: 'http://169.254.169.254/' } : {}).end('thank you');
}).listen(0, '127.0.0.1');
await once(receiver, 'listening');
const origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
afterAll(() => void receiver.close().closeAllConnections());

const stack = useStack({ imageMs: 0, settings: { ALLOWED_PRIVATE_ORIGINS: origin } });
let operator: PlatformClient;
beforeAll(async () => {
  operator = await platformClient(stack(), 'admin');
});
afterEach(() => {
  moveClock(0);
  status = 200;
  stack().resumeWorkers();
  stack().outside.faults.clear();
});

const at = (path: string) => received.filter((one) => one.path === `/${path}`);
const webhookOf = async (account: string, mdf: string) => (await dynamoWebhooks(tableOf(stack())).find(account, jobIdOf(mdf)!))!;
const sweep = () => stack().runSchedule('schedules/sweep');

/** Waits for that many attempts at a photo's webhook. */
const attempts = (account: string, mdf: string, count: number) =>
  eventually(async () => {
    const webhook = await webhookOf(account, mdf);
    return webhook.attempts.length >= count && webhook;
  }, 20_000);

/** As a receiver does it, with the library that Standard Webhooks publishes; throws when it isn't ours, or old. */
const verified = ({ headers, body }: Received, secret: string) => new Webhook(secret).verify(body, headers as Record<string, string>);

test('a photo that is repaired is told at its callback_url, signed, after its result is there', async () => {
  const partner = await newPartner(stack());
  const secret = await rotateWebhookSecret(managing(stack()), partner.code, 'none');
  const mdf = await upload(partner, { callback_url: `${origin}/done` });
  await eventually(() => at('done').length > 0, 20_000);
  const [told] = at('done');
  expect(verified(told!, secret)).toMatchObject({ type: 'photo.repaired', data: { mdf, status: 200 } });
  expect(told!.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'webhook-id': expect.stringMatching(/^msg_/) });
  expect(() => verified({ ...told!, body: told!.body.replace('200', '201') }, secret)).toThrow('No matching signature');
  expect((await fetch(JSON.parse(told!.body).data.url)).status).toBe(200);
  expect((await partner.call('photo/status', { mdf })).body.data?.status).toBe(200);
  expect(await attempts(partner.account, mdf, 1)).toMatchObject({ state: 'delivered', attempts: [{ status: 200 }] });
});

test('until the grace of a rotated secret is over, the old one and the new one both verify', async () => {
  const partner = await newPartner(stack());
  const before = await rotateWebhookSecret(managing(stack()), partner.code, 'none');
  const after = await rotateWebhookSecret(managing(stack()), partner.code, 'hour');
  const mdf = await upload(partner, { callback_url: `${origin}/rotated` });
  // Told and on record: an attempt in the middle of which the clock jumps took an hour.
  await attempts(partner.account, mdf, 1);
  for (const secret of [before, after]) expect(verified(at('rotated')[0]!, secret)).toMatchObject({ type: 'photo.repaired' });
  moveClock(hours(1) + 1000);
  await upload(partner, { callback_url: `${origin}/rotated` });
  await eventually(() => at('rotated').length > 1, 20_000);
  expect(verified(at('rotated')[1]!, after)).toMatchObject({ type: 'photo.repaired' });
  expect(() => verified(at('rotated')[1]!, before)).toThrow('No matching signature');
});

test('a photo that nothing was left for has no webhook', async () => {
  const partner = await newPartner(stack(), []);
  const { body } = await partner.call('photo/upload', { file: await photo(), repair_type: 'sr', callback_url: `${origin}/none` });
  expect(body.errno).toBe(9101);
  expect(await dynamoWebhooks(tableOf(stack())).latest(partner.account, 10)).toEqual([]);
});

test('a photo that failed is told too, and nobody is told who didn’t ask', async () => {
  const partner = await newPartner(stack());
  const before = received.length;
  await ended(partner, await upload(partner));
  stack().outside.faults.add({ service: 'gemini', mode: 'refuse', times: 1 });
  await upload(partner, { callback_url: `${origin}/failed` });
  await eventually(() => at('failed').length > 0, 20_000);
  expect(JSON.parse(at('failed')[0]!.body)).toMatchObject({ type: 'photo.failed', data: { errno: 9009 } });
  expect(received.slice(before).map(({ path }) => path)).toEqual(['/failed']);
});

test('a receiver that fails is told again, less and less often, with the same id and body; when it takes it, no more', async () => {
  const partner = await newPartner(stack());
  status = 500;
  const mdf = await upload(partner, { callback_url: `${origin}/again` });
  const first = await attempts(partner.account, mdf, 1);
  expect(first).toMatchObject({ state: 'pending', attempts: [{ status: 500 }] });
  await sweep();
  expect(at('again').length, 'it isn’t due yet').toBe(1);
  moveClock(minutes(1) + 1000);
  await sweep();
  await attempts(partner.account, mdf, 2);
  moveClock(minutes(7));
  status = 200;
  await sweep();
  expect((await attempts(partner.account, mdf, 3)).state).toBe('delivered');
  moveClock(hours(2));
  await sweep();
  const tries = at('again');
  expect(tries.length).toBe(3);
  expect(new Set(tries.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
  expect(new Set(tries.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
});

test('after a day it is given up, and an operator can send it again', async () => {
  const partner = await newPartner(stack());
  status = 503;
  const mdf = await upload(partner, { callback_url: `${origin}/never` });
  await attempts(partner.account, mdf, 1);
  let later = 0;
  for (const [count, wait] of [1, 5, 25, 90, 180, 300, 420, 419].entries()) {
    later += minutes(wait) + 1000;
    moveClock(later);
    await sweep();
    await attempts(partner.account, mdf, count + 2);
  }
  expect((await webhookOf(partner.account, mdf)).state).toBe('failed');
  moveClock(hours(90));
  await sweep();
  expect(at('never').length).toBe(9);

  status = 200;
  const path = `/api/v1/operation/partners/${partner.code}/webhooks`;
  const { data } = await operator.call('POST', `${path}/${mdf}/resend`);
  expect(data).toMatchObject({ mdf, state: 'pending' });
  await sweep();
  expect((await attempts(partner.account, mdf, 10)).state).toBe('delivered');
  const listed = await operator.call('GET', path);
  expect((listed.data as { items: unknown[] }).items).toEqual([
    expect.objectContaining({ mdf, state: 'delivered', type: 'photo.repaired' }),
  ]);
  expect((await operator.call('POST', `${path}/40b37f58db153e5149f008421797714e/resend`)).status).toBe(404);
}, 60_000);

test('a message that got lost is sent by the sweeper', async () => {
  const partner = await newPartner(stack());
  const mdf = await upload(partner, { callback_url: `${origin}/lost` });
  await ended(partner, mdf);
  await attempts(partner.account, mdf, 1);
  // As if the worker had died between the photo's end and its message.
  await dynamoWebhooks(tableOf(stack())).resend(partner.account, jobIdOf(mdf)!, Date.now());
  await sweep();
  await attempts(partner.account, mdf, 2);
});

test('the same message twice at the same moment tells it once', async () => {
  const partner = await newPartner(stack());
  status = 500;
  const mdf = await upload(partner, { callback_url: `${origin}/twice` });
  await attempts(partner.account, mdf, 1);
  status = 200;
  moveClock(minutes(2));
  await Promise.all([sweep(), sweep(), sweep()]);
  await attempts(partner.account, mdf, 2);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(at('twice').length).toBe(2);
});

test('who asks for a photo that is known is told of it too, at once when it has ended', async () => {
  const partner = await newPartner(stack());
  const file = await photo();
  const mdf = await upload(partner, { file });
  await ended(partner, mdf);
  await upload(partner, { file, callback_url: `${origin}/late` });
  await sweep();
  await eventually(() => at('late').length > 0, 20_000);
  expect(JSON.parse(at('late')[0]!.body)).toMatchObject({ type: 'photo.repaired', data: { mdf } });
});

test('one that is still at work is told when it has ended', async () => {
  await stack().pauseWorkers();
  const partner = await newPartner(stack());
  const file = await photo();
  const mdf = await upload(partner, { file });
  await upload(partner, { file, callback_url: `${origin}/working` });
  await sweep();
  expect(await webhookOf(partner.account, mdf)).toMatchObject({ state: 'waiting' });
  stack().resumeWorkers();
  await ended(partner, mdf);
  moveClock(minutes(1) + 1000);
  await sweep();
  await eventually(() => at('working').length > 0, 20_000);
});

test('a photo that is given up while nobody took it up is told by the sweeper', async () => {
  await stack().pauseWorkers();
  const partner = await newPartner(stack());
  await upload(partner, { callback_url: `${origin}/expired` });
  moveClock(hours(24) + 1000);
  await sweep();
  moveClock(hours(24) + minutes(2));
  await sweep();
  stack().resumeWorkers();
  await eventually(() => at('expired').length > 0, 20_000);
  expect(JSON.parse(at('expired')[0]!.body)).toMatchObject({ type: 'photo.failed' });
});

test('a redirect is no delivery, and isn’t followed', async () => {
  const partner = await newPartner(stack());
  status = 302;
  const mdf = await upload(partner, { callback_url: `${origin}/elsewhere` });
  expect(await attempts(partner.account, mdf, 1)).toMatchObject({ state: 'pending', attempts: [{ status: 302 }] });
});

test('a receiver that wants no more isn’t asked again', async () => {
  const partner = await newPartner(stack());
  status = 410;
  const mdf = await upload(partner, { callback_url: `${origin}/gone` });
  expect(await attempts(partner.account, mdf, 1)).toMatchObject({ state: 'failed' });
});

test.each([
  'http://example.com/hook',
  'https://localhost/hook',
  'https://127.0.0.1/hook',
  'https://10.0.0.1/hook',
  'https://[::1]/hook',
  'https://169.254.169.254/latest/meta-data',
  'https://user:pass@example.com/',
  'ftp://example.com',
  'javascript:alert(1)',
  'not an address',
  `https://example.com/${'x'.repeat(2100)}`,
])('the callback_url %j is refused, and nothing is charged', async (callback_url) => {
  const partner = await newPartner(stack());
  const { body } = await partner.call('photo/upload', { file: await photo(), repair_type: 'sr', callback_url });
  expect(body).toEqual({ code: 9000, errno: 9001, msg: expect.stringMatching(/^传入参数错误:callback_url /) });
  expect(await partner.nums()).toBe(10);
});

test('a receiver that is dead keeps no other from being told', async () => {
  const [dead, alive] = [await newPartner(stack()), await newPartner(stack())];
  for (let count = 0; count < 3; count++) await upload(dead, { callback_url: `${origin}/dead` });
  await eventually(() => at('dead').length === 3, 20_000);
  await upload(alive, { callback_url: `${origin}/alive` });
  // Sooner than the dead one is given up.
  await eventually(() => at('alive').length > 0, 10_000);
});
