import { expect, test } from 'vitest';
import { handler } from '#functions/gateway/not-found.lambda.ts';

async function ask(path: string, method = 'GET') {
  const event = { headers: {}, rawPath: path, requestContext: { requestId: 'r-1', http: { method, sourceIp: '1.2.3.4' } } };
  const { statusCode, headers, body } = await handler(event as Parameters<typeof handler>[0], {} as Parameters<typeof handler>[1]);
  return { statusCode, allow: headers.allow, body: JSON.parse(body) as Record<string, unknown> };
}

test.each([
  ['/api/wechat/nothing', { success: false, code: 'NOT_FOUND' }],
  ['/elsewhere', { success: false, code: 'NOT_FOUND' }],
  ['/api/third/nothing', { code: 9000, errno: 9002 }],
  ['/api/v1/nothing', { code: 404, data: null }],
])('that there is no %s is said as its API says errors, with 404', async (path, body) => {
  expect(await ask(path)).toMatchObject({ statusCode: 404, body });
});

test('a method that a path has not is 405, with those that it has', async () => {
  expect(await ask('/api/wechat/login', 'DELETE')).toMatchObject({ statusCode: 405, allow: 'POST' });
});
