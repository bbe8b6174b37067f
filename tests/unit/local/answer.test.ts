import { expect, test } from 'vitest';
import { wireAnswer } from '#local/gateway/answer.ts';

test('a result with a status code is the answer, with lower-case headers and its cookies', () => {
  const answer = wireAnswer({ statusCode: 201, headers: { 'X-A': 1 }, cookies: ['a=1', 'b=2'], body: 'ok' });
  expect(answer).toEqual({
    status: 201,
    headers: { 'content-type': 'text/plain;charset=utf-8', 'x-a': '1', 'set-cookie': ['a=1', 'b=2'] },
    body: Buffer.from('ok'),
  });
});

test('a base64 body becomes its bytes', () => {
  expect(wireAnswer({ statusCode: 200, body: '/9j/', isBase64Encoded: true })?.body).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
});

test.each([
  [{ hello: '你好' }, '{"hello":"你好"}'],
  ['plain', 'plain'],
  [[1, 2], '[1,2]'],
  [null, 'null'],
])('a result without a status code, %j, is the body of a 200 in JSON', (result, body) => {
  expect(wireAnswer(result)).toEqual({ status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) });
});

test.each([[undefined], [{ statusCode: 'abc' }], [{ statusCode: 99 }], [() => 1]])('%o is no answer', (result) => {
  expect(wireAnswer(result)).toBeUndefined();
});
