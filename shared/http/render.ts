import type { HttpAnswer } from '../contract/answer.ts';
import type { Api } from '../contract/endpoint.ts';
import { Fault, type FaultDetails } from '../kernel/fault.ts';
import { type FaultCode, faults, partnerSentences } from '../kernel/faults.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

export const jsonAnswer = (statusCode: number, body: unknown, headers: Record<string, string> = {}): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': JSON_TYPE, ...headers },
  body: JSON.stringify(body),
});

/** How each API says that something failed (decisions.md). Nothing internal leaves: an unexpected error is its request id. */
export function renderFault(api: Api, error: unknown, requestId: string): HttpAnswer {
  const fault = error instanceof Fault ? error : new Fault('request.unexpected', { message: `服务器内部错误 (${requestId})` });
  const status = statusOf(api, fault.code);
  return jsonAnswer(status, bodies[api](fault), headersOf(fault, status));
}

/** The HTTP status that a fault has in an API. */
export const statusOf = (api: Api, code: FaultCode): number => statuses[api](code);

/** That there is no such path or method is no endpoint's answer: there, partners get the real status too. */
const ofTheGateway: readonly FaultCode[] = ['request.not_found', 'request.method'];

const statuses: Record<Api, (code: FaultCode) => number> = {
  mini: (code) => faults[code].status,
  partner: (code) => (ofTheGateway.includes(code) ? faults[code].status : 200),
  platform: (code) => platformStatus(faults[code].platform),
};

const bodies: Record<Api, (fault: Fault) => object> = {
  mini: ({ code, message, details: { field, requestId } }) => {
    const { mini } = faults[code];
    const extras = { ...(field === undefined ? {} : { field }), ...(requestId === undefined ? {} : { requestId }) };
    return { success: false, error: mini.error, message, code: mini.code, ...extras };
  },
  partner: (fault) => ({ code: 9000, errno: faults[fault.code].partner, msg: partnerMessage(fault) }),
  platform: ({ code, message }) => ({ code: faults[code].platform, message, data: null }),
};

/** Of these it helps to know more than the documented sentence; clients compare the others. */
const explained: readonly number[] = [9001, 9006, 9999];

/** The documented sentence, and after it what exactly is wrong where somebody has to mend it. */
function partnerMessage({ code, message, details }: Fault): string {
  const { partner } = faults[code];
  const sentence = partnerSentences[partner];
  if (sentence === undefined) return message;
  return explained.includes(partner) && details.message !== undefined ? `${sentence}:${message}` : sentence;
}

/** The platform's HTTP status of a body code (decisions.md, "Platform API"). */
function platformStatus(code: number): number {
  if (code < 1000) return code;
  if (code === 40004) return 404;
  return code === 40006 || code === 40007 || code === 40009 ? 502 : 400;
}

/** Seconds to wait where nobody said how long. */
const DEFAULT_RETRY_SECONDS = 10;

function headersOf(fault: Fault, status: number): Record<string, string> {
  const { retryAfter, allow, policy } = fault.details;
  const seconds = Math.ceil(retryAfter ?? DEFAULT_RETRY_SECONDS);
  return {
    ...(status === 429 && limitHeaders(policy ?? { name: fault.code === 'ai.busy' ? 'model' : 'default', quota: 1, seconds }, seconds)),
    ...((status === 429 || retryAfter !== undefined) && { 'retry-after': String(seconds) }),
    ...(typeof allow === 'string' && { allow }),
  };
}

/** What is left (nothing), when there will be more, and how much there is in which time (draft-ietf-httpapi-ratelimit-headers-10). Every 429 has them (decisions.md). */
const limitHeaders = ({ name, quota, seconds }: NonNullable<FaultDetails['policy']>, wait: number) => ({
  ratelimit: `"${name}";r=0;t=${wait}`,
  'ratelimit-policy': `"${name}";q=${quota};w=${seconds}`,
});
