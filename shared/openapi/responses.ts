import * as z from 'zod/mini';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { Endpoint } from '../contract/endpoint.ts';
import { errorBodies } from './error-bodies.ts';
import { errorExamples, faultsOf } from './errors.ts';

const descriptions: Readonly<Record<number, string>> = {
  200: 'Done',
  202: 'Accepted: it is still in the making',
  302: 'It is there',
  500: 'Not taken: try again',
};

/** How the endpoint ends well. */
export const successResponses = (endpoint: Endpoint): ZodOpenApiResponsesObject =>
  Object.fromEntries(Object.keys(endpoint.responses).map((status) => [status, response(endpoint, Number(status))]));

function response(endpoint: Endpoint, status: number): ZodOpenApiResponseObject {
  const schema = endpoint.responses[status];
  if (schema && endpoint.api === 'partner') return partnerResponse(endpoint, schema);
  const answer = { description: descriptions[status] ?? 'Answered', headers: headersOf(endpoint, status) };
  if (endpoint.produces === 'text/event-stream') return { ...answer, content: { [endpoint.produces]: events(endpoint) } };
  if (schema) {
    const example = status === 200 ? { example: endpoint.example.response } : {};
    return { ...answer, content: { 'application/json': { schema, ...example } } };
  }
  if (endpoint.produces) return { ...answer, content: { [endpoint.produces]: { schema: { type: 'string' as const } } } };
  if (endpoint.accepts !== 'raw') return answer;
  const text = { schema: { type: 'string' as const } };
  const plain = endpoint.api === 'platform' && { 'text/plain': text };
  return { ...answer, content: { 'text/xml': text, ...plain, 'application/json': { schema: { type: 'object' } } } };
}

/** OpenAPI 3.1 has no schema for events: the last one's data is what the same endpoint without a stream answers. */
function events({ example: { response } }: Endpoint) {
  const description =
    'Server-sent events: `delta` (`{"text"}`) as it is written, then `done` with the whole; or `error` with the body that the error would have as an answer. Comments (`: ping`) come while nothing else does.';
  const example = `: ping\n\nevent: delta\ndata: {"text":"生成的"}\n\nevent: done\ndata: ${JSON.stringify(response)}\n\n`;
  return { schema: { type: 'string' as const, description }, example };
}

/** A partner is always answered 200, well or badly. */
function partnerResponse(endpoint: Endpoint, schema: z.ZodMiniType): ZodOpenApiResponseObject {
  const examples = { success: { value: endpoint.example.response }, ...errorExamples('partner', faultsOf(endpoint)) };
  const content = { 'application/json': { schema: z.union([schema, errorBodies.partner]), examples } };
  return { description: 'Done (`code` 200), or failed (`code` 9000, `errno`)', headers: headersOf(endpoint, 200), content };
}

function headersOf({ idempotent, responses }: Endpoint, status: number) {
  const names = ['RequestId'];
  if (idempotent) names.push('IdempotentReplayed');
  if (status === 202) names.push('RetryAfter');
  if (status === 302 || (status === 202 && responses[200])) names.push('Location');
  return Object.fromEntries(names.map((name) => [headerNames[name]!, { $ref: `#/components/headers/${name}` }]));
}

const headerNames: Readonly<Record<string, string>> = {
  RequestId: 'x-request-id',
  IdempotentReplayed: 'idempotent-replayed',
  RetryAfter: 'retry-after',
  Location: 'location',
};
