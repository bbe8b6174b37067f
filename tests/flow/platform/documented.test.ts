import { beforeAll, expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { ask } from '#tests/support/platform/api.ts';
import { type DocumentedClient, runDocumentedClient } from '#tests/support/platform/documented/javascript.ts';
import { hasPython, runDocumentedPython } from '#tests/support/platform/documented/python.ts';
import { useStack } from '#tests/support/stack.ts';

/** The document's own sample user and password. */
const SAMPLE = { username: 'testuser', email: 'test@example.com', password: 'password123' };

const stack = useStack();
let client: DocumentedClient;
let printed: unknown;
beforeAll(async () => {
  expect((await ask(stack(), 'POST', '/api/v1/auth/register', { json: SAMPLE })).status).toBe(200);
  ({ client, printed } = await runDocumentedClient(stack().url));
}, 60_000);

const has = (path: string): boolean => registry.some((contract) => contract.kind === 'endpoint' && contract.path === path);

test('the JavaScript client runs as it is: its example logs in and prints an answer in the documented envelope', () => {
  expect(printed).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
  expect(printed).toHaveProperty('data');
});

test('the JavaScript client logs in, and is told no when it can’t', async () => {
  expect(await client.login(SAMPLE.username, SAMPLE.password)).toMatch(/^eyJ/);
  expect(await client.login(SAMPLE.username, 'wrong-password')).toBeNull();
});

test.runIf(has('/api/v1/credit/balance'))('the JavaScript client reads its balance', async () => {
  await client.login(SAMPLE.username, SAMPLE.password);
  expect(await client.getBalance()).toMatchObject({
    code: 200,
    message: 'success',
    data: { credit_balance: expect.any(Number), is_member: false },
  });
});

test.runIf(hasPython)('the Python client runs as it is, and logs in', async () => {
  const [answer, token] = await runDocumentedPython(stack().url, 'print(token)');
  expect(answer).toMatch(/^\{'code': \d+, 'message': /);
  expect(token).toMatch(/^eyJ/);
});
