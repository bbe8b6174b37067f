import { Fault, fail, isFault } from '../../kernel/fault.ts';
import { type ProviderError, readProviderError } from './provider-error.ts';

const SAFETY = /safety|prohibited|blocked|violat|responsible ai|sensitive words|usage guidelines|content polic/i;
const BAD_CREDENTIALS = /api key|invalid_grant|invalid_client/i;
const REASON_LENGTH = 300;

/** Whether Google's words say that the content, not the request, is the problem. */
export const isSafetyText = (text: string): boolean => SAFETY.test(text);

/** A refusal; `reason` is for our records, not for the customer. */
export const refused = (reason: string): Fault => new Fault('ai.refused', { reason: reason.slice(0, REASON_LENGTH) });

/** A missing credential, which an operator has to set. */
export const unconfigured = (what: string): never =>
  fail('ai.unavailable', { reason: `${what} is not configured`, operator: `Set ${what}.`, sent: false, permanent: true });

/**
 * Runs one call of the provider and turns how it fails into a fault. Its details, besides `reason`:
 *
 * - `sent: false`: the provider certainly did no work (it refused the call, or was not reached), so another call can't be a second paid one.
 *   `sent: true`: nobody knows (5xx, time-out, broken line, unreadable answer).
 * - `permanent: true`: the same call will fail again (a bad key, a bad request).
 * - `operator`: what someone who runs the service has to do.
 *
 * Neither key nor credentials get into a fault: Google's own words are left out where they may name one (401, 403, bad key).
 */
export async function calling<T>(model: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isFault(error)) throw error;
    throw modelFault(model, readProviderError(error));
  }
}

function modelFault(model: string, error: ProviderError): Fault {
  const { status, code, retryAfter, unreached } = error;
  const reason = `${status ?? unreached ?? 'no answer'} ${code ?? ''} ${error.message}`.slice(0, REASON_LENGTH);
  const unsent = { model, status, sent: false } as const;
  if (status === 429) return new Fault('ai.busy', { ...unsent, reason, ...(retryAfter === undefined ? {} : { retryAfter }) });
  if (status === 404)
    return new Fault('ai.retired', { ...unsent, reason, permanent: true, operator: `Model ${model} is gone: set another.` });
  if (status === 401 || status === 403 || (status === 400 && BAD_CREDENTIALS.test(error.message))) {
    const operator = 'Google refuses our credentials: check GEMINI_API_KEY or GOOGLE_CREDENTIALS, and what they may do.';
    return new Fault('ai.unavailable', { ...unsent, reason: `${status} ${code ?? ''}`.trim(), permanent: true, operator });
  }
  if (status === 400 && isSafetyText(error.message)) return refused(error.message);
  if (status !== undefined && status >= 400 && status < 500 && status !== 408) {
    return new Fault('ai.unavailable', { ...unsent, reason, permanent: true });
  }
  return new Fault('ai.unavailable', { model, status, sent: unreached === undefined, reason });
}
