import * as z from 'zod/mini';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Endpoint } from '../contract/endpoint.ts';
import { renderFault } from '../http/render.ts';
import { Fault } from '../kernel/fault.ts';
import { type FaultCode, faults } from '../kernel/faults.ts';

/** decisions.md, "Mini-program API". */
export const errorBody = z
  .strictObject({
    success: z.literal(false),
    error: z.string().check(z.describe('A label for people')),
    message: z.string().check(z.describe('What happened')),
    code: z.string().check(z.describe('What a program decides by')),
    field: z.optional(z.string().check(z.describe('The field that is wrong'))),
    requestId: z.optional(z.string().check(z.describe('The job that ended so'))),
  })
  .check(z.meta({ id: 'Error' }));

const reasons: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Not logged in, or the credential is refused',
  402: 'Too few points; nothing is charged',
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

/** How the endpoint can end badly: its own faults and what its auth, body and idempotency bring along, one response for each status. */
export function errorResponses(endpoint: Endpoint): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(faultsOf(endpoint), (code) => faults[code].status);
  return Object.fromEntries([...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [String(status), response(status, codes)]));
}

function faultsOf({ auth, rate, params, query, body, invalid, files, idempotent, faults: own }: Endpoint): FaultCode[] {
  const codes = new Set<FaultCode>(own);
  if (params || query || body) codes.add(invalid ?? 'request.invalid');
  if (auth === 'account') codes.add('request.unauthorized');
  if (files) codes.add('image.too_large');
  if (idempotent) for (const code of ['request.invalid', 'idempotency.mismatch', 'idempotency.running'] as const) codes.add(code);
  if (rate !== 'none') codes.add('request.rate_limited');
  return [...codes.add('request.unexpected')];
}

function response(status: number, codes: readonly FaultCode[]): ZodOpenApiResponseObject {
  const examples = Object.fromEntries(codes.map((code) => [code, { value: example(code) }]));
  const comesBack = status === 429 || codes.includes('idempotency.running') || codes.includes('login.busy');
  const headers = {
    'x-request-id': { $ref: '#/components/headers/RequestId' },
    ...(comesBack && { 'retry-after': { $ref: '#/components/headers/RetryAfter' } }),
  };
  return { description: reasons[status] ?? 'Failed', headers, content: { 'application/json': { schema: errorBody, examples } } };
}

const example = (code: FaultCode): unknown => JSON.parse(renderFault('mini', new Fault(code), 'REQUEST_ID').body);
