import { beforeAll, expect, test } from 'vitest';
import { endpointOf } from '#tests/contract/endpoints.ts';
import { PartnerClient } from '#tests/support/partner.ts';
import { type PlatformClient, platformClient } from '#tests/support/platform/client.ts';
import { send, useStack } from '#tests/support/stack.ts';
import { books, ended, managing, upload } from './support.ts';

const stack = useStack({ imageMs: 0 });
const PATH = '/api/v1/operation/partners';
let operator: PlatformClient;
beforeAll(async () => {
  operator = await platformClient(stack(), 'admin');
});

/** A success exactly as its contract has it. */
async function asked(id: string, path = '', json?: unknown, headers?: Record<string, string>) {
  const { method, responses } = endpointOf(`v1/operation/partners/${id}`);
  const { status, code, message, data } = await operator.call(method, PATH + path, json, headers);
  expect([status, code, data]).toEqual([200, 200, data]);
  expect(responses[200]!.safeParse({ code, message, data }).error).toBeUndefined();
  return data;
}

const refused = async (method: string, path: string, json: unknown, code: number, message: RegExp) => {
  const answer = await operator.call(method, PATH + path, json);
  expect([answer.status, answer.code, answer.data]).toEqual([code, code, null]);
  expect(answer.message).toMatch(message);
};

test('a partner from its first day: made, paid, at work, looked at, rotated, suspended, resumed', async () => {
  const made = await asked('create', '', { code: 'ada', name: 'Ada Photo', lane: 'priority' });
  const ada = new PartnerClient(stack(), { code: 'ada', secret: String(made.secret_key) });
  expect(await ada.nums()).toBe(0);
  const added = await asked('add-package', '/ada/packages', { package: 10, reference: 'bank 1' });
  expect(added).toMatchObject({ nums: 10, package: { uploads: 10, amount: 150, reference: 'bank 1' } });
  const mdf = await upload(ada);
  await ended(ada, mdf);
  expect((await asked('show', '/ada')).partner).toMatchObject({ code: 'ada', lane: 'priority', nums: 9, held: 0 });
  const { items, total } = await asked('usage', '/ada/usage?page_size=1');
  expect([total, items]).toEqual([2, [expect.objectContaining({ kind: 'used', uploads: -1, balance: 9, reference: mdf })]]);

  const rotated = await asked('rotate', '/ada/rotate', { grace: 'hour' });
  const renewed = new PartnerClient(stack(), { code: 'ada', secret: String(rotated.secret_key) });
  expect([await ada.nums(), await renewed.nums()]).toEqual([9, 9]);
  await asked('rotate', '/ada/rotate', { grace: 'none', secret: 'webhook_secret' });
  await asked('rotate', '/ada/rotate', { grace: 'none' });
  expect((await ada.call('company/nums')).body.errno).toBe(9999);

  const last = await asked('rotate', '/ada/rotate', { grace: 'none' });
  const current = new PartnerClient(stack(), { code: 'ada', secret: String(last.secret_key) });
  expect((await asked('update', '/ada', { state: 'suspended' })).state).toBe('suspended');
  expect((await current.call('company/nums')).body.errno).toBe(9999);
  await asked('update', '/ada', { state: 'active', name: 'Ada', lane: 'bulk' });
  expect(await current.nums()).toBe(9);
  expect((await asked('list', '?page_size=100')).items).toContainEqual(expect.objectContaining({ code: 'ada', name: 'Ada', lane: 'bulk' }));
});

test('a payment adds its uploads once, with a key or without', async () => {
  await asked('create', '', { code: 'payer' });
  const body = { package: 50, reference: 'transfer-7' };
  await Promise.all([1, 2, 3].map(() => asked('add-package', '/payer/packages', body)));
  const key = { 'idempotency-key': 'once' };
  const first = await operator.call('POST', `${PATH}/payer/packages`, { package: 3, reference: 'transfer-8' }, key);
  const again = await operator.call('POST', `${PATH}/payer/packages`, { package: 3, reference: 'transfer-8' }, key);
  expect([again.data, again.headers['idempotent-replayed']]).toEqual([first.data, 'true']);
  const { account } = (await managing(stack()).partners.find('payer'))!;
  expect(await books(stack(), { account })).toEqual({ available: 53, held: 0, spent: 0 });
  await refused('POST', '/payer/packages', { package: 10, reference: 'transfer-7' }, 400, /reference 已用于 50 张/);
});

test('a month’s statement is a CSV file', async () => {
  await asked('create', '', { code: 'reader' });
  await asked('add-package', '/reader/packages', { package: 3, reference: 'r-1' });
  const month = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
  const { status, headers, text } = await send(stack(), 'GET', `${PATH}/reader/statement?month=${month}`, {
    headers: { authorization: `Bearer ${operator.token}` },
  });
  expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
    200,
    'text/csv; charset=utf-8',
    `attachment; filename="reader-${month}.csv"`,
  ]);
  expect(text.split('\r\n').slice(1, 3)).toEqual([',opening,,0,,,', expect.stringMatching(/,bought,3,3,r-1,充值 3 张,49\.80$/)]);
  await refused('GET', '/reader/statement?month=2026-13', undefined, 400, /month 必须是月份/);
});

test('a secret is told once and shown nowhere else', async () => {
  const made = await asked('create', '', { code: 'secretive', secret_key: 'brought-along' });
  expect(made.secret_key).toBe('brought-along');
  const answers = await Promise.all(['', '/secretive', '/secretive/usage'].map((path) => operator.call('GET', PATH + path)));
  for (const answer of answers) expect(JSON.stringify(answer)).not.toMatch(/brought-along|whsec_|sealed/);
});

test.each([
  ['POST', '', { code: 'no spaces' }, 400, /code 只能包含/],
  ['POST', '', { code: 'hiliad' }, 400, /code hiliad 已存在/],
  ['POST', '', {}, 400, /缺少参数 code/],
  ['POST', '', { code: 'x', secret_key: 'short' }, 400, /secret_key 至少 6/],
  ['POST', '', { code: 'x', lane: 'express' }, 400, /lane 必须是/],
  ['GET', '/nobody', undefined, 404, /数据未找到/],
  ['GET', '/nobody/usage', undefined, 404, /数据未找到/],
  ['GET', '/nobody/statement?month=2026-01', undefined, 404, /数据未找到/],
  ['PUT', '/nobody', { state: 'active' }, 404, /数据未找到/],
  ['PUT', '/hiliad', {}, 400, /至少提供/],
  ['PUT', '/hiliad', { secrets: [] }, 400, /未知参数 secrets/],
  ['POST', '/hiliad/rotate', { grace: 'week' }, 400, /grace 必须是/],
  ['POST', '/hiliad/rotate', {}, 400, /grace/],
  ['POST', '/hiliad/packages', { package: 5, reference: 'r' }, 400, /package 必须是/],
  ['POST', '/hiliad/packages', { package: 3 }, 400, /缺少参数 reference/],
  ['POST', '/nobody/packages', { package: 3, reference: 'r' }, 404, /数据未找到/],
] as const)('%s %s with %j is refused', (method, path, json, code, message) => refused(method, path, json, code, message));
