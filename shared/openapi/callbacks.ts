import type { ZodOpenApiCallbacksObject } from 'zod-openapi';
import type { Endpoint } from '../contract/endpoint.ts';

/** Of Standard Webhooks. */
const HEADERS = {
  'webhook-id': 'The same at each attempt',
  'webhook-timestamp': 'Seconds; of this attempt',
  'webhook-signature': '`v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64, for each secret that is taken, with spaces between',
};

/** What an endpoint tells later at an address that its body named. */
export function callbacksOf({ callback }: Endpoint): ZodOpenApiCallbacksObject | undefined {
  if (!callback) return undefined;
  const { name, field, summary, body: schema, example } = callback;
  const parameters = Object.entries(HEADERS).map(([header, description]) => ({
    ...({ name: header, in: 'header', required: true, description, schema: { type: 'string' } } as const),
  }));
  const post = {
    ...{ operationId: name, summary, security: [], parameters },
    requestBody: { required: true, content: { 'application/json': { schema, example } } },
    responses: { '2XX': { description: 'Taken' }, 410: { description: 'No more of this' } },
  };
  return { [name]: { [`{$request.body#/${field}}`]: { post } } };
}
