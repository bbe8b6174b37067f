import { SignJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import type { Endpoint } from '#shared/contract/endpoint.ts';
import { type ApiAnswer, anonymous, Client, type FormField, login, type Sent } from '#tests/support/client.ts';
import { webpPhoto } from '#tests/support/pictures.ts';
import { useStack } from '#tests/support/stack.ts';

const stack = useStack();
const bytes = new Uint8Array(await webpPhoto(24, 16));
const picture: FormField = { bytes };
const guarded: Endpoint[] = registry
  .filter((contract) => contract.kind === 'endpoint')
  .filter(({ api, auth }) => api === 'mini' && auth === 'account');

/** What Ada owns, and nobody else may see, use or change. */
interface Belongings {
  requestId: string;
  orderId: string;
  imageKey: string;
  openid: string;
}

let ada: Client;
let eve: Client;
let mallory: Client;
let owned: Belongings;

beforeAll(async () => {
  [ada, eve] = await Promise.all([login(stack(), 'ada'), login(stack(), 'eve')]);
  const forged = new SignJWT({ sub: ada.account, iss: 'darkroom:local', aud: 'darkroom:mini-program' });
  const key = new TextEncoder().encode('not the secret of this stage!!!!');
  mallory = new Client(ada.url, await forged.setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(key));
  owned = await belongingsOf(ada);
});

async function belongingsOf(client: Client): Promise<Belongings> {
  // Paused, the workers leave Ada's job where a stranger could still cancel it.
  await stack().pauseWorkers();
  const [job, order, upload, info] = await Promise.all([
    client.post('/api/image/restore', { form: { image: picture }, headers: { prefer: 'respond-async' } }),
    client.post('/api/wechat/payment/create', { json: { amount: 1, description: 'Ada’s own' } }),
    client.post('/api/uploads', { json: { contentType: 'image/webp', bytes: bytes.length } }),
    client.get('/api/wechat/user/info'),
  ]);
  const { uploadUrl, headers } = upload.body.data as { uploadUrl: string; headers: Record<string, string> };
  await fetch(uploadUrl, { method: 'PUT', headers, body: bytes });
  return {
    requestId: job.body.requestId!,
    orderId: order.body.orderId!,
    imageKey: String(upload.body.data?.key),
    openid: String(info.body.data?.openid),
  };
}

/** A request to the endpoint that would be right for Ada, about what she owns. */
function aboutAda({ path, example: { request } }: Endpoint): { path: string; sent: Sent } {
  const target = path.replace(/\{(\w+)\}/g, (_, name: string) => owned[name as 'requestId' | 'orderId']);
  if (!request.files) return { path: target, sent: request.json === undefined ? {} : { json: request.json } };
  return { path: target, sent: { json: { ...request.form, imageKey: owned.imageKey } } };
}

const ask = (client: Client, endpoint: Endpoint): Promise<ApiAnswer> => {
  const { path, sent } = aboutAda(endpoint);
  return client.call(endpoint.method, path, sent);
};

/** Everything that could have been changed of Ada's. */
async function state() {
  const job = await ada.get(`/api/image/jobs/${owned.requestId}`);
  const order = await ada.get(`/api/wechat/payment/orders/${owned.orderId}`);
  return { ...(await ada.standing()), job: [job.status, job.body.status], order: order.body.data };
}

const named = guarded.map((endpoint) => [endpoint.id, endpoint] as const);

test('there are endpoints to guard', () => {
  expect(guarded.length).toBeGreaterThan(10);
});

test.each(named)('%s answers nobody without a token, and changes nothing for them', async (_, endpoint) => {
  const before = await state();
  const answer = await ask(anonymous(stack()), endpoint);
  expect([answer.status, answer.body.code]).toEqual([401, 'UNAUTHORIZED']);
  expect(await state()).toEqual(before);
});

test.each(named)('%s answers no forged token, and changes nothing for it', async (_, endpoint) => {
  const before = await state();
  const answer = await ask(mallory, endpoint);
  expect([answer.status, answer.body.code]).toEqual([401, 'UNAUTHORIZED']);
  expect(await state()).toEqual(before);
});

/** What the endpoint is to another user: nothing of Ada's is there, or only their own things are. */
const toOthers = ({ path, files }: Endpoint): string => (path.includes('{') ? 'not found' : files ? 'refused' : 'their own');

test.each(named)('%s shows another user nothing of Ada’s, and lets them change nothing of hers', async (_, endpoint) => {
  const before = await state();
  const answer = await ask(eve, endpoint);
  if (toOthers(endpoint) === 'not found') expect([answer.status, answer.body.success]).toEqual([404, false]);
  if (toOthers(endpoint) === 'refused') expect([answer.status, answer.body.field]).toEqual([400, 'imageKey']);
  if (toOthers(endpoint) === 'their own') expect(answer.status).toBe(200);
  for (const secret of [ada.account, owned.openid, owned.imageKey, 'Ada’s own']) expect(answer.text).not.toContain(secret);
  expect(await state()).toEqual(before);
});

test('Ada herself can use all of it', async () => {
  await stack().pauseWorkers();
  const { status } = await ada.post('/api/image/restore', { json: { imageKey: owned.imageKey }, headers: { prefer: 'wait=0' } });
  expect(status).toBe(202);
  expect((await state()).job).toEqual([202, 'processing']);
});

test('what belongs to others is answered exactly as what is not there', async () => {
  for (const [there, gone] of [
    [`/api/image/jobs/${owned.requestId}`, '/api/image/jobs/req_0000000000000000000000000'],
    [`/api/wechat/payment/orders/${owned.orderId}`, '/api/wechat/payment/orders/order_1736250123_00000000000000'],
  ] as const) {
    const [theirs, nobodys] = await Promise.all([eve.get(there), eve.get(gone)]);
    expect([theirs.status, theirs.body]).toEqual([nobodys.status, nobodys.body]);
  }
});

test('an Idempotency-Key is one account’s own', async () => {
  const headers = { 'idempotency-key': 'shared-key' };
  const json = { amount: 2 };
  const [hers, theirs] = await Promise.all([ada, eve].map((client) => client.post('/api/wechat/payment/create', { json, headers })));
  expect([hers!.status, theirs!.status]).toEqual([200, 200]);
  expect(theirs!.body.orderId).not.toBe(hers!.body.orderId);
  const again = await eve.post('/api/wechat/payment/create', { json, headers });
  expect([again.headers.get('idempotent-replayed'), again.body.orderId]).toEqual(['true', theirs!.body.orderId]);
});

test('an idempotent answer is not replayed to who lost their token', async () => {
  const headers = { 'idempotency-key': 'shared-key' };
  expect((await anonymous(stack()).post('/api/wechat/payment/create', { json: { amount: 2 }, headers })).status).toBe(401);
});
