import { expect, test } from 'vitest';
import { FILE_LIMIT, parseMultipart } from '#shared/http/body/multipart.ts';
import { parseBody } from '#shared/http/body/parse.ts';
import type { AnyEndpoint } from '#shared/http/call.ts';
import type { HttpEvent } from '#shared/http/request.ts';

const TYPE = 'multipart/form-data; boundary=line';
const text = (name: string, value: string) => `--line\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const file = (name: string, content: string, filename = 'a.jpg') =>
  `--line\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: image/jpeg\r\n\r\n${content}\r\n`;
const END = '--line--\r\n';
const parse = (body: string, type = TYPE) => parseMultipart(Buffer.from(body), type, ['image']);
const refusal = (body: string, type?: string) =>
  parse(body, type).then(
    () => 'taken',
    (error) => [error.code, error.details?.field],
  );

test('texts become fields, the named file a file, byte for byte', async () => {
  const bytes = Buffer.from([0xff, 0xd8, 0, 13, 10, 45, 45, 0x80]);
  const [before, after] = [file('image', '@'), text('prompt', '海滩 🏖️') + END].join('').split('@');
  const body = Buffer.concat([Buffer.from(before!), bytes, Buffer.from(after!)]);
  const { fields, files } = await parseMultipart(body, TYPE, ['image']);
  expect(fields).toEqual({ prompt: '海滩 🏖️' });
  expect(files.image).toMatchObject({ name: 'a.jpg', type: 'image/jpeg' });
  expect(Buffer.from(files.image!.bytes)).toEqual(bytes);
});

test('a field that is empty counts as not given; a file that is empty is a file', async () => {
  const { fields, files } = await parse(text('style', '') + file('image', '') + END);
  expect(fields).toEqual({});
  expect(files.image?.bytes).toHaveLength(0);
});

test.each([
  ['a form that ends in the middle of a file', file('image', 'half').slice(0, -2), 'body'],
  ['a form that ends in the middle of a header', '--line\r\nContent-Disposition: form-da', 'body'],
  ['a form without its last boundary', text('prompt', 'x'), 'body'],
  ['no form at all', '{"prompt":"x"}', 'body'],
  ['an empty body', '', 'body'],
  ['a file under another name', file('photo', 'x') + END, 'photo'],
  ['the same file twice', file('image', 'x') + file('image', 'y') + END, 'image'],
  ['the same field twice', text('prompt', 'a') + text('prompt', 'b') + END, 'prompt'],
  ['a field of more than 64 KB', text('prompt', 'x'.repeat(65 * 1024)) + END, 'prompt'],
  ['41 parts', Array.from({ length: 41 }, (_, i) => text(`f${i}`, 'x')).join('') + END, 'body'],
])('%s is refused', async (_, body, field) => {
  expect(await refusal(body)).toEqual(['request.invalid', field]);
});

test('a form without a boundary in its type is refused', async () => {
  expect(await refusal(text('a', 'b') + END, 'multipart/form-data')).toEqual(['request.invalid', 'body']);
});

test('a file of more than 4.5 MB is refused, and the way round it is named', async () => {
  const large = parse(file('image', 'x'.repeat(FILE_LIMIT + 1)) + END);
  await expect(large).rejects.toMatchObject({ code: 'image.too_large', message: expect.stringContaining('POST /api/uploads') });
  await expect(large).rejects.toMatchObject({ message: expect.stringContaining('imageKey') });
});

test('fields named like parts of JavaScript are fields', async () => {
  const { fields } = await parse(text('constructor', 'x') + text('toString', 'y') + END);
  expect(Object.keys(fields as object)).toEqual(['constructor', 'toString']);
  await parse(text('__proto__', 'x') + END).catch(() => {});
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

const form: AnyEndpoint = { id: 'x', api: 'mini', path: '/x', auth: 'none', accepts: 'form', files: ['image'], uses: [] };
const json: AnyEndpoint = { ...form, accepts: 'json' };
const event = (body: string, type?: string, isBase64Encoded = false) =>
  ({ body, isBase64Encoded, headers: type === undefined ? {} : { 'content-type': type } }) as unknown as HttpEvent;

test.each([
  ['JSON', form, event('{"a":"1"}', 'application/json')],
  ['JSON with a charset', json, event('{"a":"1"}', 'application/json; charset=utf-8')],
  ['JSON of another name', json, event('{"a":"1"}', 'application/vnd.api+json')],
  ['JSON in capitals', json, event('{"a":"1"}', 'Application/JSON')],
  ['JSON without a type', json, event('{"a":"1"}')],
  ['JSON in base64', json, event(Buffer.from('{"a":"1"}').toString('base64'), 'application/json', true)],
  ['urlencoded', form, event('a=1&b=', 'application/x-www-form-urlencoded')],
  ['urlencoded in base64', form, event(Buffer.from('a=1').toString('base64'), 'application/x-www-form-urlencoded', true)],
  ['multipart', form, event(text('a', '1') + END, TYPE)],
  ['multipart in capitals', form, event(text('a', '1') + END, 'Multipart/Form-Data; boundary=line')],
])('%s is understood', async (_, contract, request) => {
  expect((await parseBody(contract, request)).fields).toEqual({ a: '1' });
});

test.each([
  ['XML', form, event('<a/>', 'text/xml'), 'Content-Type'],
  ['a form where only JSON is taken', json, event('a=1', 'application/x-www-form-urlencoded'), 'Content-Type'],
  ['broken JSON', json, event('{"a":', 'application/json'), 'body'],
  ['a number that is none', json, event('{"a":NaN}', 'application/json'), 'body'],
  ['a repeated urlencoded field', form, event('a=1&a=2', 'application/x-www-form-urlencoded'), 'a'],
])('%s is refused', async (_, contract, request, field) => {
  await expect(parseBody(contract, request)).rejects.toMatchObject({ code: 'request.invalid', details: { field } });
});
