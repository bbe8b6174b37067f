import { fail } from '../../kernel/fault.ts';

const KEY = /^[\x20-\x7e]{1,255}$/;

/** The request's `Idempotency-Key`, when it has one (decisions.md, "All three"). */
export function idempotencyKey(headers: Readonly<Record<string, string | undefined>>): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || KEY.test(key)) return key;
  return fail('request.invalid', { field: 'Idempotency-Key', message: 'Idempotency-Key 必须是 1–255 个可打印字符' });
}
