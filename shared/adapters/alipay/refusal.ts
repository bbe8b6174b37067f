import { fail } from '../../kernel/fault.ts';
import type { Fields } from './trade.ts';

/** "Not now": the service is away (20000), or we call too often (40005). https://opendocs.alipay.com/common/02km9f */
const TRANSIENT_CODES = new Set<unknown>(['20000', '40005']);
const TRANSIENT = /SYSTEM_ERROR|unknow-error|app-call-limited/i;

export const UNKNOWN_TRADE = ['ACQ.TRADE_NOT_EXIST'];

/** Runs a call. A refusal with one of the `expected` sub-codes answers `otherwise`; any other ends in `order.rejected`, no answer in `payment.unavailable`. */
export async function calling<U = never>(
  call: () => Promise<Fields>,
  expected: readonly string[] = [],
  otherwise?: (reason: string) => U,
): Promise<Fields | U> {
  const answer = await call().catch((error: Error) => unavailable(`no usable answer from Alipay (${kindOf(error)})`));
  if (answer.code === '10000') return answer;
  const [code, message] = [String(answer.sub_code ?? answer.code), String(answer.sub_msg ?? answer.msg)];
  if (otherwise !== undefined && expected.includes(code)) return otherwise(message);
  const operator = `${code}: ${message}`;
  if (TRANSIENT_CODES.has(answer.code) || TRANSIENT.test(code)) return unavailable(operator);
  return fail('order.rejected', { message, operator });
}

/** The SDK's messages go on with the whole answer, which has the payer in it: only what kind of failure it was is kept. */
const kindOf = ({ message }: Error): string => message.split(/[,，:：]/, 1)[0] ?? '';

export const unavailable = (operator: string): never => fail('payment.unavailable', { operator, retryAfter: 2 });
