import type { TextRequest } from '../../domain/models/ports.ts';
import { Fault, isFault } from '../../kernel/fault.ts';
import { type ProviderError, readProviderError } from './provider-error.ts';

const REASON_LENGTH = 300;
/** Codes of DashScope, OpenAI, Azure, Zhipu (1301) and others for "not this content". */
const REFUSED = /^(data_?inspection_?failed|content_?filter|content_policy_violation|sensitive|risk_control|1301)/i;
/** Codes for "too much at once", which may come with another status or inside a stream. */
const BUSY = /^(limit_|throttling|rate_?limit|insufficient_quota|requests_limit|ServiceUnavailable|ModelServiceBusy)/i;
/** An account that has to be paid or opened by someone. */
const UNPAID = /arrearage|insufficient_balance|billing|access_?denied|unpurchased|model_access/i;
const GONE = /model_?not_?found|model_not_supported|model_not_exist/i;

export const unavailable = (reason: string, details: object = {}): Fault =>
  new Fault('ai.unavailable', { reason: reason.slice(0, REASON_LENGTH), sent: true, ...details });

/** A refusal; `reason` is for our records, not for the customer. */
export const refused = (reason: string): Fault => new Fault('ai.refused', { reason: reason.slice(0, REASON_LENGTH), sent: true });

/**
 * Runs a call and turns how it fails into a fault, with details as `ImageModel` has them. What the caller gave up ends in its own reason.
 * Keys never get into a fault: the provider's words are left out where they quote one (401, 403).
 */
export async function calling<T>(model: string, { signal }: Pick<TextRequest, 'signal'>, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw faultOf(model, signal, error);
  }
}

export function faultOf(model: string, signal: AbortSignal | undefined, error: unknown): unknown {
  if (signal?.aborted) return signal.reason;
  return isFault(error) ? error : modelFault(model, readProviderError(error));
}

function modelFault(model: string, error: ProviderError): Fault {
  const { status, code = '', retryAfter, unreached, forbidden } = error;
  const reason = `${status ?? unreached ?? 'no answer'} ${code} ${error.message}`;
  const unsent = { model, status, sent: false };
  const final = { ...unsent, permanent: true };
  if (forbidden) return unavailable(forbidden.message, { ...final, operator: `The address of ${model}: ${forbidden.message}` });
  if (REFUSED.test(code)) return refused(reason);
  if (status === 401 || status === 403 || status === 402 || UNPAID.test(code)) {
    return unavailable(`${status} ${code}`, {
      ...final,
      operator: `The provider of ${model} refuses our key or account (${status} ${code}).`,
    });
  }
  if (status === 404 || GONE.test(code)) {
    const facts = { ...final, reason: reason.slice(0, REASON_LENGTH), operator: `Model ${model} is gone: set another.` };
    return new Fault('ai.retired', facts);
  }
  if (status === 429 || BUSY.test(code)) {
    const wait = retryAfter === undefined ? {} : { retryAfter };
    // Inside a stream the work had begun.
    return new Fault('ai.busy', { ...unsent, sent: status === undefined, reason: reason.slice(0, REASON_LENGTH), ...wait });
  }
  if (status !== undefined && status >= 300 && status < 500 && status !== 408) return unavailable(reason, final);
  return unavailable(reason, { model, status, sent: unreached === undefined });
}
