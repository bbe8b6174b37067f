import { beforeAll, expect, test } from 'vitest';
import { type Answer, ask, tableOf } from '#tests/support/platform/api.ts';
import { PASSWORD, type PlatformUser, platformUser } from '#tests/support/platform/users.ts';
import { useStack } from '#tests/support/stack.ts';
import { endpointOf } from './endpoints.ts';

const stack = useStack();
let ada: PlatformUser;
beforeAll(async () => {
  ada = await platformUser(tableOf(stack()), stack().secrets);
});

const grace = { username: 'grace', email: 'grace@example.com', password: PASSWORD };

/** Who asks for what, and how the answer is documented. */
const calls: Record<string, () => Promise<Answer<unknown>>> = {
  'v1/auth/register': () => ask(stack(), 'POST', '/api/v1/auth/register', { json: grace }),
  'v1/auth/login': () => ask(stack(), 'POST', '/api/v1/auth/login', { json: { username: ada.username, password: PASSWORD } }),
  'v1/auth/refresh': () => ask(stack(), 'POST', '/api/v1/auth/refresh', { token: ada.refresh }),
  'v1/auth/me': () => ask(stack(), 'GET', '/api/v1/auth/me', { token: ada.token }),
  'v1/auth/logout': () => ask(stack(), 'POST', '/api/v1/auth/logout', { token: ada.token }),
};

test.each(Object.entries(calls))('%s answers exactly the fields that its document has', async (id, call) => {
  const { status, text, body } = await call();
  expect([status, text]).toEqual([200, text]);
  const { responses, example } = endpointOf(id);
  expect(responses[200]!.safeParse(body).error, text).toBeUndefined();
  expect(body.message).toBe((example.response as { message: string }).message);
});
