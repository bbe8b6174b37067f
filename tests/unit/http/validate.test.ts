import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { validate } from '#shared/http/validate.ts';
import { isFault } from '#shared/kernel/fault.ts';

const schema = z.strictObject({
  amount: z.number('amount 必须是数字'),
  size: z.optional(z.enum(['s', 'm'], 'size 必须是 s / m 之一')),
  box: z.optional(z.strictObject({ width: z.int() })),
});

function refusal(input: unknown) {
  try {
    validate(schema, input, 'order.invalid');
  } catch (error) {
    if (isFault(error)) return { code: error.code, field: error.details.field, message: error.message };
    throw error;
  }
  throw new Error('it was taken');
}

test.each([
  [{}, 'amount', '缺少参数 amount'],
  [{ amount: '10' }, 'amount', 'amount 必须是数字'],
  [{ amount: null }, 'amount', 'amount 必须是数字'],
  [{ amount: 1, size: 'xl' }, 'size', 'size 必须是 s / m 之一'],
  [{ amount: 1, colour: 'red' }, 'colour', '未知参数 colour'],
  [{ amount: 1, a: 1, b: 2 }, 'a', '未知参数 a, b'],
  [{ amount: 1, box: {} }, 'box.width', '缺少参数 box.width'],
  [{ amount: 1, box: { width: 1.5 } }, 'box.width', expect.stringContaining('box.width')],
  [null, 'body', expect.stringContaining('body')],
  ['text', 'body', expect.stringContaining('body')],
  [[1], 'body', expect.stringContaining('body')],
])('%j is refused, and %s is named', (input, field, message) => {
  expect(refusal(input)).toEqual({ code: 'order.invalid', field, message });
});

test('what fits is handed on as the schema makes it', () => {
  expect(validate(schema, { amount: 1 }, 'request.invalid')).toEqual({ amount: 1 });
  expect(validate(undefined, { anything: 1 }, 'request.invalid')).toBeUndefined();
});

test('keys that mean something to JavaScript change no prototype', () => {
  const input: unknown = JSON.parse('{"amount":1,"__proto__":{"admin":true}}');
  try {
    const checked = validate(schema, input, 'request.invalid') as Record<string, unknown>;
    expect(checked.admin).toBeUndefined();
  } catch (error) {
    expect(isFault(error, 'request.invalid')).toBe(true);
  }
  expect(({} as Record<string, unknown>).admin).toBeUndefined();
  expect(refusal({ amount: 1, constructor: {} }).field).toBe('constructor');
});
