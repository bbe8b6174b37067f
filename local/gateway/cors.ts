import type { IncomingHttpHeaders } from 'node:http';
import { cors, isPreflight } from '#shared/contract/cors.ts';
import type { WireAnswer } from './answer.ts';

/** The headers that an HTTP API adds to whatever is answered to a page of an allowed origin; it knows origins, not paths. */
export function corsHeaders(origins: readonly string[], method: string, headers: IncomingHttpHeaders): WireAnswer['headers'] {
  const { origin } = headers;
  if (origin === undefined || !origins.includes(origin)) return {};
  const shared = { 'access-control-allow-origin': origin, 'access-control-expose-headers': cors.exposed.join(',') };
  if (!isPreflight(method, headers)) return shared;
  return {
    ...shared,
    'access-control-allow-methods': cors.methods.join(','),
    'access-control-allow-headers': cors.headers.join(','),
    'access-control-max-age': String(cors.maxAge),
  };
}
