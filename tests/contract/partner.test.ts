import { beforeAll, expect, test } from 'vitest';
import { SAMPLE_PARTNER } from '#local/seed.ts';
import { errorBodies } from '#shared/openapi/error-bodies.ts';
import { type Encoding, type PartnerAnswer, PartnerClient, partnerToken } from '#tests/support/partner.ts';
import { useStack } from '#tests/support/stack.ts';
import { endpointOf, endpoints } from './endpoints.ts';

const stack = useStack();
const seen = new Set<string>();
let hiliad: PartnerClient;
beforeAll(() => {
  hiliad = new PartnerClient(stack());
});

/** A success, strictly in the documented structure, which is the example's: the same fields in the same order. */
function expectDocumented(id: string, answer: PartnerAnswer): void {
  expect([answer.status, answer.body.code, answer.text]).toEqual([200, 200, answer.text]);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const { responses, example } = endpointOf(id);
  expect(responses[200]!.safeParse(answer.body).error, answer.text).toBeUndefined();
  expect(shapeOf(answer.body)).toEqual(shapeOf(example.response));
  seen.add(id);
}

/** Names and types at every depth, in their order. */
const shapeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]) : typeof value;

/** An error to the byte: HTTP 200, and `code`, `errno`, `msg` in the document's order. */
function expectError(answer: PartnerAnswer, errno: number, msg: string): void {
  expect([answer.status, answer.text]).toEqual([200, JSON.stringify({ code: 9000, errno, msg })]);
  expect(errorBodies.partner.safeParse(answer.body).error).toBeUndefined();
}

const encodings: Encoding[] = ['form', 'urlencoded', 'json'];

test.each(encodings)('company/nums, asked as %s', async (as) => {
  const answer = await hiliad.call('company/nums', {}, { as });
  expectDocumented('third/company-nums', answer);
  expect(answer.body.data).toEqual({ code: 'hiliad', nums: SAMPLE_PARTNER.uploads });
});

const paths = endpoints.filter(({ api }) => api === 'partner').map(({ path }) => path.slice('/api/third/'.length));
const now = () => Math.floor(Date.now() / 1000);

test.each(paths)('%s: whatever is wrong with the token is 9999', async (path) => {
  const tokens = [undefined, '', 'x', partnerToken('wrong'), partnerToken('hiliad', now() - 130), partnerToken('hiliad', now() + 130)];
  for (const token of tokens) {
    const headers = token === undefined ? { token: '' } : { token };
    expectError(await hiliad.call(path, {}, { headers }), 9999, '请求参数token不合法');
  }
  expectError(await hiliad.call(path, { third_code: 'nobody' }), 9999, '请求参数token不合法');
});

test.each(paths)('%s: without third_code it is 9001, which names it', async (path) => {
  expectError(await hiliad.call(path, { third_code: '' }), 9001, '传入参数错误:缺少参数 third_code');
});

test('a body that can’t be read is 9001', async () => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`http://127.0.0.1:${stack().port}/api/third/company/nums`, { method: 'POST', headers, body: '{' });
  expect([answer.status, await answer.json()]).toEqual([200, { code: 9000, errno: 9001, msg: '传入参数错误:请求体不是有效的 JSON' }]);
});

test('every answer that a contract of the partner API documents was had from the running API', () => {
  expect(endpoints.filter(({ id, api }) => api === 'partner' && !seen.has(id)).map(({ id }) => id)).toEqual([]);
});
