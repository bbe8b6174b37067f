import { SignJWT } from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { type Item, itemsOf } from '#proof/fuzz/books.ts';
import type { Endpoint } from '#shared/contract/endpoint.ts';
import { login as miniLogin } from '#tests/support/client.ts';
import { type Answer, ask, tableOf } from '#tests/support/platform/api.ts';
import { namesBelonging, pathAbout, SECRET_TITLE } from '#tests/support/platform/belongings.ts';
import { type PlatformUser, platformUser } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';

const stack = useStack();
const guarded = registry
  .filter((contract): contract is Endpoint => contract.kind === 'endpoint' && contract.api === 'platform')
  .filter(({ auth }) => auth !== 'none');
const named = guarded.map((endpoint) => [endpoint.id, endpoint] as const);
const operators = named.filter(([, { auth }]) => auth === 'admin');
const owned = named.filter(([, { auth }]) => auth === 'account');

let ada: PlatformUser;
let eve: PlatformUser;
/** Tokens that are none of this API's, or of the wrong kind. */
let strangers: Record<string, (endpoint: Endpoint) => string>;

beforeAll(async () => {
  const user = () => platformUser(tableOf(stack()), stack().secrets);
  [ada, eve] = [await user(), await user()];
  const forged = new SignJWT({ sub: ada.account, sid: 's', jti: 't', iss: 'darkroom:local', aud: 'darkroom:platform' });
  const key = new TextEncoder().encode('not the secret of this stage!!!!');
  const signed = await forged.setProtectedHeader({ alg: 'HS256' }).setExpirationTime('1h').sign(key);
  const mini = (await miniLogin(stack(), 'ada')).token!;
  strangers = {
    'a forged token': () => signed,
    'a token of the mini-program': () => mini,
    'a token of the wrong kind': ({ auth }) => (auth === 'refresh' ? ada.token : ada.refresh),
  };
  await stack().pauseWorkers();
}, 60_000);

/** A request that would be right for Ada, about something of hers. */
async function about(endpoint: Endpoint, token?: string): Promise<Answer> {
  const { request } = endpoint.example;
  const path = await pathAbout(endpoint, stack(), ada);
  const search = new URLSearchParams(request.query).toString();
  const json = request.json === undefined ? {} : { json: request.json };
  const before = await items();
  const answer = await ask(stack(), endpoint.method, search ? `${path}?${search}` : path, {
    ...(token !== undefined && { token }),
    ...json,
  });
  changes = differences(before, await items());
  return answer;
}

/** Keys of what the last request wrote. */
let changes: { key: string; text: string }[] = [];
const items = () => itemsOf(tableOf(stack()).client, stack().table);

function differences(before: readonly Item[], after: readonly Item[]) {
  const [was, is] = [before, after].map((list) => new Map(list.map((item) => [`${item.pk} ${item.sk}`, JSON.stringify(item)])));
  const keys = [...new Set([...was!.keys(), ...is!.keys()])].filter((key) => was!.get(key) !== is!.get(key));
  return keys.map((key) => ({ key, text: `${was!.get(key)} ${is!.get(key)}` }));
}

const secrets = () => [ada.username, `${ada.account}"`, `"id":${ada.id},`, SECRET_TITLE];
const leaks = ({ text }: Answer) => secrets().filter((secret) => text.includes(secret));

test('there are endpoints to guard', () => {
  expect(guarded.length).toBeGreaterThan(6);
});

test.each(named)('%s answers nobody without a token, and writes nothing for them', async (_, endpoint) => {
  const answer = await about(endpoint);
  expect([answer.status, answer.body.code, answer.body.data]).toEqual([401, 401, null]);
  expect(changes).toEqual([]);
});

test.each(named)('%s answers no stranger’s token, and writes nothing for it', async (id, endpoint) => {
  for (const [who, token] of Object.entries(strangers)) {
    // A logout takes both kinds of token: docs/decisions, "Refresh tokens".
    if (id === 'v1/auth/logout' && who === 'a token of the wrong kind') continue;
    const answer = await about(endpoint, token(endpoint));
    expect([who, answer.status, answer.body.data]).toEqual([who, 401, null]);
    expect(changes).toEqual([]);
  }
});

test.skipIf(operators.length === 0).each(operators)('%s is no plain user’s: 403, and nothing is written', async (_, endpoint) => {
  const answer = await about(endpoint, eve.token);
  expect([answer.status, answer.body]).toEqual([403, { code: 403, message: '没有权限', data: null }]);
  expect(changes).toEqual([]);
});

test.each(owned)('%s shows another user nothing of Ada’s, and changes nothing of hers', async (_, endpoint) => {
  const answer = await about(endpoint, eve.token);
  expect(leaks(answer)).toEqual([]);
  if (namesBelonging(endpoint)) expect([answer.status, answer.body.data]).toEqual([404, null]);
  expect(answer.status).toBeLessThan(500);
  const hers = changes.filter(({ key, text }) => key.includes(`#${ada.account}`) || text.includes(`"${ada.account}"`));
  expect(hers).toEqual([]);
});
