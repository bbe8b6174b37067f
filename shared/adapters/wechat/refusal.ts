import { fail } from '../../kernel/fault.ts';

/** Why WeChat Pay didn't do something, in its own words. */
interface Refusal {
  code: string;
  message: string;
}

/** Codes, of both versions, for "not now". */
const TRANSIENT = new Set([
  'SYSTEMERROR',
  'SYSTEM_ERROR',
  'BIZERR_NEED_RETRY',
  'FREQUENCY_LIMITED',
  'FREQUENCY_LIMIT_EXCEED',
  'RATELIMIT_EXCEEDED',
  // A bill that isn't ready yet.
  'STATEMENT_CREATING',
]);

export const UNKNOWN_ORDER = ['ORDERNOTEXIST', 'ORDER_NOT_EXIST'];
export const CLOSED_ORDER = ['ORDERCLOSED', 'ORDER_CLOSED'];

/** What the client threw: a refusal, or no usable answer (network, 5xx, not signed by WeChat). Never kept whole: it holds request and keys. */
function refusalOf(error: unknown): Refusal | undefined {
  const { response } = error as { response?: { status: number; data: unknown } };
  if (response === undefined || response.status >= 500 || typeof response.data !== 'object' || response.data === null) return undefined;
  const { return_code, return_msg, err_code, err_code_des, code, message } = response.data as Record<string, unknown>;
  const known = err_code ?? code ?? (return_code === 'FAIL' ? return_code : undefined);
  return typeof known === 'string' ? { code: known, message: String(err_code_des ?? message ?? return_msg ?? known) } : undefined;
}

/**
 * A kept connection that WeChat had closed meanwhile: a frozen Lambda doesn't hear of that before it writes. Nothing was answered on it, and
 * each call has a number of ours that makes it the same one again. https://nodejs.org/api/http.html#requestreusedsocket
 */
const isStale = (error: unknown): boolean => {
  const { code, request } = error as { code?: string; request?: { reusedSocket?: boolean } };
  return code === 'ECONNRESET' && request?.reusedSocket === true;
};

/** Runs a call. A refusal with one of the `expected` codes answers `otherwise`; any other ends in `order.rejected`, no answer in `payment.unavailable`. */
export async function calling<T, U = never>(call: () => Promise<T>, expected: readonly string[] = [], otherwise?: () => U): Promise<T | U> {
  try {
    return await call().catch((error: unknown) => {
      if (isStale(error)) return call();
      throw error;
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined)
      return unavailable(`no usable answer from WeChat Pay (${(error as { code?: string }).code ?? 'not readable'})`);
    if (otherwise !== undefined && expected.includes(refusal.code)) return otherwise();
    const operator = `${refusal.code}: ${refusal.message}`;
    return TRANSIENT.has(refusal.code) ? unavailable(operator) : fail('order.rejected', { message: refusal.message, operator });
  }
}

export const unavailable = (operator: string): never => fail('payment.unavailable', { operator, retryAfter: 2 });
