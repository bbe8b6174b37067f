import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { wechatLogin } from '#shared/adapters/wechat/login.ts';
import { serve } from '#tests/support/serve.ts';
import { credentials, readerOf, secret, startWechat } from './support.ts';

test('a code logs in, the same code always as the same user', async () => {
  const { login } = await startWechat();
  const ada = await login('ada');
  expect(ada).toEqual({ openid: expect.stringMatching(/^o[\w-]{27}$/) });
  expect(await login('ada')).toEqual(ada);
  expect(await login('grace')).not.toEqual(ada);
});

test('a bad code is refused, a busy system says so', async () => {
  const { login } = await startWechat();
  await expect(login('bad-code')).rejects.toMatchObject({ code: 'login.refused', message: 'WeChat login error: invalid code' });
  await expect(login('busy')).rejects.toMatchObject({ code: 'login.busy', details: { retryAfter: 1 } });
});

test.each([
  ['429', 'login.busy'],
  ['500', 'login.unreachable'],
  ['refuse', 'login.refused'],
])('fault %s ends in %s, and the next login works', async (mode, code) => {
  const { login, fault } = await startWechat();
  await fault('wechat', mode);
  await expect(login('ada')).rejects.toMatchObject({ code });
  await expect(login('ada')).resolves.toHaveProperty('openid');
});

test('a connection that is cut is login.unreachable', async () => {
  const { login, fault } = await startWechat();
  await fault('wechat', 'hang', 50);
  await expect(login('ada')).rejects.toMatchObject({ code: 'login.unreachable' });
});

test('a WeChat that says nothing is given up after 5 seconds', async () => {
  const { login, fault } = await startWechat();
  await fault('wechat', 'hang');
  const start = Date.now();
  await expect(login('ada')).rejects.toMatchObject({ code: 'login.unreachable' });
  expect(Date.now() - start).toBeGreaterThan(4900);
  expect(Date.now() - start).toBeLessThan(6000);
}, 8000);

test('a kept connection that the server cuts at the next request is not a failure', async () => {
  const connections = new Set<Socket>();
  let calls = 0;
  const url = await serve(({ socket }, response) => {
    calls++;
    if (connections.has(socket)) socket.resetAndDestroy();
    else response.end('{"openid":"o1"}');
    connections.add(socket);
  });
  const login = wechatLogin({ WECHAT_APP_ID: 'wx1', WECHAT_BASE_URL: url }, secret);
  await login('ada');
  await login('ada');
  expect([calls, connections.size]).toEqual([3, 2]);
});

test.each([
  ['a page in place of JSON', '<html>502</html>'],
  ['JSON that is no object', 'null'],
  ['no openid', '{"session_key":"s3ss10n"}'],
  ['an endless answer', 'x'.repeat(100_000)],
])('%s is login.unreachable, and shows no session key', async (_, body) => {
  const url = await serve((_request, response) => response.end(body));
  const login = wechatLogin({ WECHAT_APP_ID: 'wx1', WECHAT_BASE_URL: url }, secret);
  const fault = await login('ada').catch((error) => error);
  expect(fault.code).toBe('login.unreachable');
  expect(JSON.stringify([fault.details, fault.message, String(fault.cause)])).not.toContain('s3ss10n');
});

test.each([
  [40163, 'login.refused'],
  [40226, 'login.refused'],
  [45011, 'login.busy'],
  [40013, 'login.unreachable'],
])('errcode %i is %s', async (errcode, code) => {
  const url = await serve((_request, response) => response.end(JSON.stringify({ errcode, errmsg: 'x' })));
  const login = wechatLogin({ WECHAT_APP_ID: 'wx1', WECHAT_BASE_URL: url }, secret);
  await expect(login('ada')).rejects.toMatchObject({ code });
});

test('a unionid is handed on; the session key is not', async () => {
  const answer = { openid: 'o1', unionid: 'u1', session_key: 's3ss10n', errcode: 0 };
  const url = await serve((_request, response) => response.end(JSON.stringify(answer)));
  const login = wechatLogin({ WECHAT_APP_ID: 'wx1', WECHAT_BASE_URL: url }, secret);
  expect(await login('ada')).toEqual({ openid: 'o1', unionid: 'u1' });
});

test('an app that is not configured, or wrongly, tells the operator and not its secret', async () => {
  const { env } = await startWechat();
  const unset = wechatLogin(env, readerOf({}));
  await expect(unset('ada')).rejects.toMatchObject({
    code: 'login.unreachable',
    details: { operator: expect.stringContaining('not configured') },
  });
  const wrong = await wechatLogin(env, readerOf({ WECHAT_APP_SECRET: 'wr0ng' }))('ada').catch((error) => error);
  expect(wrong).toMatchObject({ code: 'login.unreachable', details: { operator: expect.stringContaining('40125') } });
  expect(JSON.stringify(wrong.details)).not.toContain('wr0ng');
});

test.each([
  [{ appid: 'wx0' }, 40013],
  [{ secret: 'wr0ng' }, 40125],
  [{ grant_type: 'client_credential' }, 40002],
  [{ js_code: '' }, 41008],
])('the stand-in refuses %o with errcode %i', async (change, errcode) => {
  const { env } = await startWechat();
  const right = { appid: credentials.appId, secret: credentials.appSecret, js_code: 'ada', grant_type: 'authorization_code' };
  const answer = await fetch(`${env.WECHAT_BASE_URL}/sns/jscode2session?${new URLSearchParams({ ...right, ...change })}`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ errcode });
});
