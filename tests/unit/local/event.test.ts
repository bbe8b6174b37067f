import { expect, test } from 'vitest';
import { httpEvent, type RawRequest } from '#local/gateway/event.ts';

const request = (over: Partial<RawRequest> = {}): RawRequest => ({
  id: '6f6b0b7c-0000-4000-8000-000000000001',
  method: 'POST',
  target: '/api/x/7?a=1&a=2&b=%E4%BD%A0',
  headers: { host: 'localhost:3000', 'user-agent': 'curl', 'content-type': 'application/json' },
  body: Buffer.from('{"x":1}'),
  sourceIp: '127.0.0.5',
  at: Date.UTC(2026, 10, 21, 7, 13, 39),
  ...over,
});
const match = { routeKey: 'POST /api/x/{id}', pathParameters: { id: '7' } };

test('an event has the fields of payload format 2.0', () => {
  expect(httpEvent(request(), match)).toMatchObject({
    version: '2.0',
    routeKey: 'POST /api/x/{id}',
    rawPath: '/api/x/7',
    rawQueryString: 'a=1&a=2&b=%E4%BD%A0',
    queryStringParameters: { a: '1,2', b: '你' },
    pathParameters: { id: '7' },
    requestContext: {
      domainName: 'localhost',
      http: { method: 'POST', path: '/api/x/7', sourceIp: '127.0.0.5', userAgent: 'curl' },
      stage: '$default',
      time: '21/Nov/2026:07:13:39 +0000',
    },
  });
});

test('the client address is the one of the socket, whatever it claims', () => {
  const event = httpEvent(request({ headers: { 'x-forwarded-for': '10.0.0.1' } }), match);
  expect(event.requestContext.http.sourceIp).toBe('127.0.0.5');
  expect(event.headers['x-forwarded-for']).toBe('10.0.0.1, 127.0.0.5');
});

test('cookies leave the headers for a list of their own', () => {
  const event = httpEvent(request({ headers: { cookie: 'a=1; b=2' } }), match);
  expect(event.cookies).toEqual(['a=1', 'b=2']);
  expect(event.headers).not.toHaveProperty('cookie');
});

test.each([
  ['application/json; charset=utf-8', false],
  ['text/xml', false],
  ['application/problem+json', false],
  ['multipart/form-data; boundary=x', true],
  ['application/x-www-form-urlencoded', true],
  ['image/jpeg', true],
  [undefined, true],
])('a body of type %s is handed over in base64: %s', (type, base64) => {
  const bytes = Buffer.from([0x7b, 0xc3, 0xa9, 0x7d]);
  const event = httpEvent(request({ headers: type ? { 'content-type': type } : {}, body: bytes }), match);
  expect(event.isBase64Encoded).toBe(base64);
  expect(Buffer.from(event.body!, base64 ? 'base64' : 'utf8')).toEqual(bytes);
});

test('a multipart body survives byte for byte', () => {
  const bytes = Buffer.from(Array.from({ length: 512 }, (_, at) => at % 256));
  const event = httpEvent(request({ headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: bytes }), match);
  expect(Buffer.from(event.body!, 'base64')).toEqual(bytes);
});

test('an empty body and an empty query are left out', () => {
  const event = httpEvent(request({ target: '/api/x/7', body: Buffer.alloc(0) }), match);
  expect(event).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
  expect(event).not.toHaveProperty('body');
  expect(event).not.toHaveProperty('queryStringParameters');
});
