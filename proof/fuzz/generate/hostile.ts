import fc from 'fast-check';
import type { Attempt } from '../attempt.ts';
import type { Operation } from '../document.ts';
import { attemptOf, type Draft, headerText } from './draft.ts';
import { BOUNDARY } from './encode.ts';

const INJECTIONS = [
  "' OR '1'='1",
  '"; DROP TABLE accounts; --',
  '{"$ne": null}',
  'ACCOUNT#',
  'ACCOUNT#user_1#JOB#1',
  '#sequence = :next',
  ['$', '{jndi:ldap://127.0.0.1/a}'].join(''),
  '{{7*7}}',
  '<script>alert(1)</script>',
  '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  '$(id)',
  '`id`',
  '%0d%0aset-cookie:a=b',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'incoming/other/../../x',
  'http://169.254.169.254/latest/meta-data',
  'a\u0000b',
  '__proto__',
  'constructor',
];
const POLLUTION = [
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"__proto__":null,"toString":1,"hasOwnProperty":1}',
];

const json = (body: string | Buffer) => ({ headers: { 'content-type': 'application/json' }, body: Buffer.from(body) });
const deep = (depth: number, open: string, close: string) => json(open.repeat(depth) + close.repeat(depth));
const broken = (lines: string) => ({ headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }, body: Buffer.from(lines) });

type Harm = [what: string, content: Pick<Attempt, 'headers' | 'body'>];

/** Bodies that mean harm, whatever the endpoint takes. */
const bodies = fc.oneof<fc.Arbitrary<Harm>[]>(
  fc.constantFrom(...POLLUTION).map((text) => ['prototype pollution', json(text)]),
  fc.constantFrom(100, 5000, 100_000).map((depth) => [`arrays ${depth} deep`, deep(depth, '[', ']')]),
  fc.constantFrom(100, 20_000).map((depth) => [`objects ${depth} deep`, deep(depth, '{"a":', '}')]),
  fc.constant(['wide object', json(JSON.stringify(Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`k${i}`, i]))))]),
  fc.constantFrom('1e999999', '-0', '"\\ud800"', '{"a":1,"a":2}', '\ufeff{}', '{} {}', 'NaN', '').map((text) => ['odd JSON', json(text)]),
  fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => ['bytes as JSON', json(Buffer.from(bytes))]),
  fc
    .uint8Array({ minLength: 1, maxLength: 400 })
    .map((bytes) => ['bytes', { headers: { 'content-type': 'application/octet-stream' }, body: Buffer.from(bytes) }]),
  fc
    .constantFrom('=', 'QUJD=QUJD', '%%%', 'data:image/png;base64,!!!!', 'a=%zz&b=%e4')
    .map((text) => [
      'bad base64 and bad escapes',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: Buffer.from(text) },
    ]),
  fc
    .constantFrom(
      `--${BOUNDARY}`,
      `--${BOUNDARY}\r\n\r\n\r\n--${BOUNDARY}--`,
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="image"; filename="a.jpg"\r\n\r\nabc`,
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
      `--${BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name=""; filename=""\r\n\r\n\r\n--${BOUNDARY}--\r\n`,
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="image"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--${BOUNDARY}--\r\n`,
      `--other\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--other--\r\n`,
      `${`--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n`.repeat(2000)}--${BOUNDARY}--\r\n`,
      `--${BOUNDARY}\r\n${'X-Long: '.padEnd(70_000, 'y')}\r\n\r\nx\r\n--${BOUNDARY}--\r\n`,
    )
    .map((text) => ['broken multipart', broken(text)]),
  fc.constant(['11 MB', json(`"${'x'.repeat(11 * 1024 * 1024)}"`)]),
  fc.constant(['5 MB of JSON', json(`{"a":"${'x'.repeat(5 * 1024 * 1024)}"}`)]),
);

const HEADERS: readonly [string, string | string[]][] = [
  ['x-forwarded-for', '127.0.0.1, 10.0.0.1'],
  ['x-http-method-override', 'DELETE'],
  ['x-original-url', '/api/wechat/user/info'],
  ['content-encoding', 'gzip'],
  ['accept', 'text/html'],
  ['accept-encoding', 'gzip;q=0'],
  ['cookie', `a=${'b'.repeat(4000)}`],
  ['expect', '100-continue'],
  ['prefer', 'wait=-1, wait=99999999999, respond-async;x="'],
  ['prefer', `wait=${'9'.repeat(400)}`],
  ['idempotency-key', 'k'.repeat(4000)],
  ['idempotency-key', 'é'],
  ['idempotency-key', '__proto__'],
  ['x-request-id', "'; --"],
  ['origin', 'https://evil.example'],
  ['content-type', 'application/json; charset=../../etc/passwd'],
  ['content-type', `multipart/form-data; boundary=${'b'.repeat(3000)}`],
  ['range', 'bytes=0-1,5-9'],
  ['if-none-match', '*'],
  ['host', 'evil.example'],
];

const PATHS = [
  '/../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/%00',
  '/%ff%fe',
  '/%',
  '//',
  '/..;/',
  '?__proto__[a]=1',
  '?a[]=1&a[]=2',
  '#x',
  '/%E0%A4%A',
];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE'];

/** Requests that mean harm. */
export function hostile(operation: Operation, valid: fc.Arbitrary<Draft>): fc.Arbitrary<Attempt> {
  const made = (what: string, draft: Draft) => attemptOf(operation, 'hostile', what, draft);
  const injection = fc.oneof(fc.constantFrom(...INJECTIONS), fc.string({ unit: 'binary', maxLength: 100 }));
  return fc.oneof(
    fc.tuple(valid, bodies).map(([draft, [what, content]]) => ({
      ...made(what, draft),
      headers: { ...draft.headers, ...content.headers },
      body: content.body!,
    })),
    fc.tuple(valid, injection).map(([draft, text]) => made('injection', injected(draft, text))),
    fc
      .tuple(valid, fc.constantFrom(...HEADERS))
      .map(([draft, [name, value]]) => made(`header ${name}`, { ...draft, headers: { ...draft.headers, [name]: value } })),
    fc.tuple(valid, fc.constantFrom(...PATHS)).map(([draft, tail]) => {
      const attempt = made(`path ${tail}`, draft);
      return { ...attempt, path: attempt.path + tail };
    }),
    fc.tuple(valid, fc.constantFrom(...METHODS)).map(([draft, method]) => ({ ...made(`method ${method}`, draft), method })),
  );
}

/** The text in every place that takes one. */
function injected(draft: Draft, text: string): Draft {
  const all = <T extends object>(values: T) => Object.fromEntries(Object.keys(values).map((name) => [name, text]));
  const fields = typeof draft.fields === 'object' && draft.fields !== null ? all(draft.fields) : text;
  const headers = Object.fromEntries(Object.keys(draft.headers).map((name) => [name, headerText(text)]));
  const params = Object.keys(draft.params).length > 0 && text !== '' ? all(draft.params) : draft.params;
  return { ...draft, params, query: draft.query.map(([name]) => [name, text]), headers, fields };
}
