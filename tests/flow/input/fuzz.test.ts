import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { errorBodies } from '#shared/openapi/error-bodies.ts';
import { type ApiAnswer, type Client, login, type Sent } from '#tests/support/client.ts';
import { send, useStack } from '#tests/support/stack.ts';

const stack = useStack();
let ada: Client;
beforeAll(async () => {
  ada = await login(stack(), 'ada');
});

/** No input is our fault: a 4xx in the documented shape, or an answer. */
function expectAnswer({ status, body, text }: ApiAnswer): void {
  expect(status, text).toBeLessThan(500);
  if (status >= 400) expect(errorBodies.mini.safeParse(body).error, text).toBeUndefined();
}

const paths = [
  '/api/wechat/login',
  '/api/wechat/payment/create',
  '/api/uploads',
  '/api/image/restore',
  '/api/image/custom',
  '/api/image/animate',
];
const fieldNames = fc.constantFrom(
  'code',
  'amount',
  'description',
  'prompt',
  'imageKey',
  'image',
  'contentType',
  'bytes',
  'animationType',
  '__proto__',
);
const json: fc.Arbitrary<Sent> = fc.dictionary(fc.oneof(fieldNames, fc.string()), fc.jsonValue()).map((value) => ({ json: value }));
const types = fc.constantFrom(
  'application/json',
  'multipart/form-data; boundary=line',
  'multipart/form-data; boundary=',
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=gbk',
  'text/xml',
  ';',
);
const bytes: fc.Arbitrary<Sent> = fc
  .tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), types)
  .map(([raw, type]) => ({ raw, headers: { 'content-type': type } }));
const part = fc.tuple(fieldNames, fc.string({ unit: 'binary' }), fc.boolean(), fc.constantFrom('\r\n', '\n', ''));
const multipart: fc.Arbitrary<Sent> = fc
  .tuple(fc.array(part, { maxLength: 5 }), fc.constantFrom('--line--\r\n', '--line--', ''))
  .map(([parts, end]) => {
    const texts = parts.map(([name, value, isFile, newline]) => {
      const file = isFile ? '; filename="a.jpg"\r\nContent-Type: image/jpeg' : '';
      return `--line\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${newline}${value}\r\n`;
    });
    return { raw: texts.join('') + end || ' ', headers: { 'content-type': 'multipart/form-data; boundary=line' } };
  });

test('no body is our fault, whatever it is and wherever it goes', async () => {
  const before = await ada.standing();
  const request = fc.tuple(fc.constantFrom(...paths), fc.oneof(json, bytes, multipart));
  await fc.assert(
    fc.asyncProperty(request, async ([path, sent]) => {
      const headers = { ...sent.headers, prefer: 'wait=0' };
      expectAnswer(await ada.post(path, { ...sent, headers }));
    }),
    { numRuns: 400 },
  );
  expect(await ada.standing()).toEqual(before);
});

test('no path and no query is our fault', async () => {
  const segment = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => encodeURIComponent(text.toWellFormed()));
  const place = fc.constantFrom(
    '/uploads/',
    '/api/image/jobs/',
    '/api/wechat/payment/orders/',
    '/api/wechat/user/transactions?limit=',
    '/api/',
    '/',
  );
  const target = fc.tuple(place, segment, fc.constantFrom('', '?', '?a=1&a=2', '/', '%')).map((texts) => texts.join(''));
  const method = fc.constantFrom('GET', 'DELETE', 'POST', 'PUT', 'OPTIONS', 'PATCH');
  await fc.assert(
    fc.asyncProperty(method, target, async (verb, path) => {
      const headers = { authorization: `Bearer ${ada.token}` };
      const { status, text } = await send(stack(), verb, path, { headers });
      expect([verb, path, status, text].join(' ')).toMatch(/ [234]\d\d /);
    }),
    { numRuns: 300 },
  );
});

test('no header is our fault', async () => {
  const name = fc.constantFrom('authorization', 'prefer', 'idempotency-key', 'content-type', 'accept', 'cookie', 'x-forwarded-for');
  const value = fc.oneof(fc.string({ maxLength: 300 }), fc.constantFrom('Bearer ', 'wait=', 'wait=9e9', 'respond-async;x', '\u00ff'));
  const printable = value.map((text) => text.replace(/[^\x20-\x7e\u00ff]/g, '').trim());
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, printable), async (headers) => {
      const all = { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json', ...headers };
      const { status, text } = await send(stack(), 'POST', '/api/wechat/payment/create', { headers: all, body: '{"amount":1}' });
      expect([status, text].join(' ')).toMatch(/^[24]\d\d /);
    }),
    { numRuns: 150 },
  );
});
