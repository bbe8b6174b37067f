/**
 * What a page of another origin may ask, and read of the answer (decisions.md, "All three"). Which origins may at all is each stage's own.
 * No credentials: tokens travel in a header that the page sets itself, so no cookie of the API is ever sent from elsewhere.
 */
export const cors = {
  methods: ['GET', 'POST', 'PUT', 'DELETE'],
  headers: ['authorization', 'content-type', 'idempotency-key', 'prefer'],
  exposed: ['x-request-id', 'location', 'retry-after', 'ratelimit', 'ratelimit-policy', 'idempotent-replayed'],
  /** Seconds that a browser remembers the answer. */
  maxAge: 3600,
} as const;

/** An origin as browsers send it: scheme, host and port, nothing after. */
export const ORIGIN = /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/;

/** A browser's question whether it may send a request: it always has both headers (Fetch Standard, 4.8). */
export const isPreflight = (method: string, headers: Readonly<Record<string, string | string[] | undefined>>): boolean =>
  method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
