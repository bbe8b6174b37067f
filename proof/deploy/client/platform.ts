import assert from 'node:assert/strict';
import type { Envelope } from '#tests/support/platform/api.ts';
import type { Checks } from '../checks.ts';

const USER = { username: 'testuser', email: 'test@example.com', password: 'password123' };

const LOGIN = { username: USER.username, password: USER.password };

interface Tokens {
  access_token: string;
  refresh_token: string;
}

/** What a client of the platform's API does: register, log in, stay logged in, log out. */
export async function platform(checks: Checks, url: string): Promise<void> {
  const run = checks.run.bind(checks);
  const ask = async <Data>(method: string, path: string, { token, json }: { token?: string; json?: object }) => {
    const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(json && { 'content-type': 'application/json' }) };
    const answer = await fetch(`${url}/api/v1/auth/${path}`, { method, headers, ...(json && { body: JSON.stringify(json) }) });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Envelope<Data> };
  };
  const post = <Data>(path: string, how: { token?: string; json?: object }) => ask<Data>('POST', path, how);
  let tokens: Tokens;

  await run('a user of the platform registers, logs in and sees themselves', async () => {
    assert.equal((await post('register', { json: USER })).body.message, '注册成功');
    tokens = (await post<Tokens>('login', { json: LOGIN })).body.data;
    const { body } = await ask<{ username: string }>('GET', 'me', { token: tokens.access_token });
    assert.equal(body.data.username, USER.username);
  });
  await run('a refresh token is good once, and a logout ends the rest', async () => {
    const next = (await post<Tokens>('refresh', { token: tokens.refresh_token })).body.data;
    assert.equal((await post('refresh', { token: tokens.refresh_token })).status, 401);
    assert.equal((await post('refresh', { token: next.refresh_token })).status, 401);
    const again = (await post<Tokens>('login', { json: LOGIN })).body.data;
    assert.equal((await post('logout', { token: again.access_token })).status, 200);
    assert.equal((await post('refresh', { token: again.refresh_token })).status, 401);
  });
  await run('the eleventh login of a minute is a 429 that says when to come back', async () => {
    const statuses = [];
    for (let tries = 0; tries < 12; tries++) statuses.push(await post('login', { json: { ...LOGIN, password: 'not this one' } }));
    const refused = statuses.filter(({ status }) => status === 429);
    assert.ok(refused.length >= 2, `${refused.length} of 12 were refused`);
    assert.match(refused[0]!.headers.get('ratelimit-policy') ?? '', /^"(auth|login)";q=10;w=60$/);
    assert.ok(Number(refused[0]!.headers.get('retry-after')) > 0);
  });
}
