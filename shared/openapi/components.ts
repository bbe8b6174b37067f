import type { ZodOpenApiComponentsObject } from 'zod-openapi';

/** What endpoints share. */
export const components: ZodOpenApiComponentsObject = {
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description:
        'The same key with the same request gets the stored answer, marked `Idempotent-Replayed: true`; with another request 422; while the first runs 409. Kept 24 h, per account.',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[ -~]+$' },
    },
    Prefer: {
      name: 'Prefer',
      in: 'header',
      description: 'RFC 7240. `wait=N`: wait at most N seconds (default 25) for the result. `respond-async`: answer 202 at once.',
      schema: { type: 'string', examples: ['wait=10', 'respond-async'] },
    },
  },
  headers: {
    RequestId: { description: 'Names this request in our logs', required: true, schema: { type: 'string' } },
    RetryAfter: { description: 'Seconds after which asking again makes sense', schema: { type: 'integer', minimum: 0 } },
    Location: { description: 'Where to look', required: true, schema: { type: 'string', format: 'uri-reference' } },
    IdempotentReplayed: {
      description: 'The stored answer of an earlier request under this key',
      schema: { type: 'string', const: 'true' },
    },
  },
};
