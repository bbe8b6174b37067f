import type { HttpAnswer } from '../contract/answer.ts';
import type { Api } from '../contract/endpoint.ts';
import { Fault } from '../kernel/fault.ts';
import { faults } from '../kernel/faults.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

export const jsonAnswer = (statusCode: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': JSON_TYPE, ...headers },
  body: JSON.stringify(body),
});

/** How each API says that something failed (decisions.md). Nothing internal leaves: an unexpected error is its request id. */
export function renderFault(api: Api, error: unknown, requestId: string): HttpAnswer {
  const fault = error instanceof Fault ? error : new Fault('request.unexpected', { message: `服务器内部错误 (${requestId})` });
  const { status, body } = renderers[api](fault);
  return jsonAnswer(status, body, headersOf(fault, status));
}

const renderers: Record<Api, (fault: Fault) => { status: number; body: object }> = {
  mini: (fault) => {
    const row = faults[fault.code];
    const { field, requestId } = fault.details;
    const extras = { ...(field === undefined ? {} : { field }), ...(requestId === undefined ? {} : { requestId }) };
    return { status: row.status, body: { success: false, error: row.mini.error, message: fault.message, code: row.mini.code, ...extras } };
  },
  partner: (fault) => ({ status: 200, body: { code: 9000, errno: faults[fault.code].partner, msg: fault.message } }),
  platform: (fault) => {
    const code = faults[fault.code].platform;
    return { status: platformStatus(code), body: { code, message: fault.message, data: null } };
  },
};

/** The platform's HTTP status of a body code (decisions.md, "Platform API"). */
function platformStatus(code: number): number {
  if (code < 1000) return code;
  if (code === 40004) return 404;
  return code === 40006 || code === 40007 || code === 40009 ? 502 : 400;
}

/** Seconds to wait where nobody said how long. */
const DEFAULT_RETRY_SECONDS = 10;

function headersOf(fault: Fault, status: number): Record<string, string> {
  const { retryAfter, allow } = fault.details;
  const seconds = Math.ceil(retryAfter ?? DEFAULT_RETRY_SECONDS);
  return {
    ...(status === 429 && limitHeaders(fault.code === 'ai.busy' ? 'model' : 'default', seconds)),
    ...((status === 429 || retryAfter !== undefined) && { 'retry-after': String(seconds) }),
    ...(typeof allow === 'string' && { allow }),
  };
}

/** What is left (nothing) and when there will be more, as draft-ietf-httpapi-ratelimit-headers says it. Every 429 has them (decisions.md). */
const limitHeaders = (policy: string, seconds: number) => ({
  ratelimit: `"${policy}";r=0;t=${seconds}`,
  'ratelimit-policy': `"${policy}";q=1;w=${seconds}`,
});
