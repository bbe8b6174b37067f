import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Api, Auth, Endpoint } from '../contract/endpoint.ts';
import { renderFault, statusOf } from '../http/render.ts';
import { Fault } from '../kernel/fault.ts';
import type { FaultCode } from '../kernel/faults.ts';
import { errorBodies } from './error-bodies.ts';

const reasons: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Not logged in, or the credential is refused',
  402: 'Too few points; nothing is charged',
  403: 'The account has not the role',
  404: 'There is no such thing, or it is not the caller’s',
  405: 'The path has no such method',
  409: 'Its state does not allow it',
  413: 'Too large',
  422: 'Understood, and refused',
  429: 'Too many requests, or the AI service is at its limit',
  500: 'An unexpected error; the message names its request id',
  502: 'A service behind this one failed',
  503: 'Busy, or not configured',
  504: 'Not finished in time; nothing is charged',
};

/** How the endpoint can end badly, one response for each status. A partner's errors come as 200: `successResponses` holds them. */
export function errorResponses(endpoint: Endpoint): ZodOpenApiResponsesObject {
  if (endpoint.api === 'partner') return {};
  const byStatus = Map.groupBy(faultsOf(endpoint), (code) => statusOf(endpoint.api, code));
  return Object.fromEntries(
    [...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [String(status), response(endpoint.api, status, codes)]),
  );
}

const byAuth: Readonly<Record<Auth, readonly FaultCode[]>> = {
  none: [],
  account: ['request.unauthorized'],
  refresh: ['request.unauthorized'],
  partner: ['request.unauthorized'],
  admin: ['request.unauthorized', 'request.forbidden'],
};

/** The endpoint's own faults and what its auth, body and idempotency bring along. */
export function faultsOf({ auth, rate, params, query, body, invalid, files, idempotent, faults: own }: Endpoint): FaultCode[] {
  const codes = new Set<FaultCode>([...own, ...byAuth[auth]]);
  if (params || query || body) codes.add(invalid ?? 'request.invalid');
  if (files) codes.add('image.too_large');
  if (idempotent) for (const code of ['request.invalid', 'idempotency.mismatch', 'idempotency.running'] as const) codes.add(code);
  if (rate !== 'none') codes.add('request.rate_limited');
  return [...codes.add('request.unexpected')];
}

function response(api: Api, status: number, codes: readonly FaultCode[]): ZodOpenApiResponseObject {
  const comesBack = status === 429 || codes.includes('idempotency.running') || codes.includes('login.busy');
  const headers = {
    'x-request-id': { $ref: '#/components/headers/RequestId' },
    ...(comesBack && { 'retry-after': { $ref: '#/components/headers/RetryAfter' } }),
  };
  const content = { 'application/json': { schema: errorBodies[api], examples: errorExamples(api, codes) } };
  return { description: reasons[status] ?? 'Failed', headers, content };
}

/** What each fault looks like, by its code. */
export const errorExamples = (api: Api, codes: readonly FaultCode[]) =>
  Object.fromEntries(codes.map((code) => [code, { value: JSON.parse(renderFault(api, new Fault(code), 'REQUEST_ID').body) as unknown }]));
