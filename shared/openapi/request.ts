import type { core } from 'zod/mini';
import {
  createSchema,
  type oas31,
  type ZodOpenApiContentObject,
  type ZodOpenApiParameters,
  type ZodOpenApiRequestBodyObject,
} from 'zod-openapi';
import type { Api, Endpoint } from '../contract/endpoint.ts';

type ParameterSchema = NonNullable<ZodOpenApiParameters['path']>;

/** Path and query, as schemas; the headers are shared by all endpoints that honour them. */
export function parametersOf({ params, query, idempotent, responses }: Endpoint) {
  const headers = [...(idempotent ? ['IdempotencyKey'] : []), ...(responses[202] && responses[200] ? ['Prefer'] : [])];
  return {
    requestParams: { ...(params && { path: params as ParameterSchema }), ...(query && { query: query as ParameterSchema }) },
    ...(headers.length > 0 && { parameters: headers.map((name) => ({ $ref: `#/components/parameters/${name}` })) }),
  };
}

/** The body in each form that the endpoint takes; `undefined` where it takes none. */
export function bodyOf({ api, accepts, body, files, example: { request } }: Endpoint): ZodOpenApiRequestBodyObject | undefined {
  if (accepts === 'raw' && request.raw !== undefined) return { required: true, content: notification(api, request.raw) };
  if (!body) return;
  const json = { schema: body, ...(request.json !== undefined && { example: request.json }) };
  if (accepts !== 'form') return { required: true, content: { 'application/json': json } };
  return {
    required: true,
    ...(files && { description: api === 'partner' ? A_PHOTO : A_PICTURE }),
    content: {
      'multipart/form-data': multipart(body, files ?? [], request.form),
      'application/x-www-form-urlencoded': { schema: body },
      'application/json': json,
    },
  };
}

/** Payment services speak for themselves: WeChat Pay on each of its two paths, Alipay on the platform's. */
const notification = (api: Api, example: string): ZodOpenApiContentObject => ({
  ...(api === 'platform' && {
    'application/x-www-form-urlencoded': { schema: { type: 'string', description: 'Alipay, signed with RSA2' }, example },
  }),
  'text/xml': {
    schema: { type: 'string', description: 'WeChat Pay v2, signed with MD5 or HMAC-SHA256' },
    ...(api !== 'platform' && { example }),
  },
  'application/json': { schema: { type: 'object', description: 'WeChat Pay v3, signed in its Wechatpay-* headers' } },
});

const PICTURE_TYPES = 'image/jpeg, image/png, image/webp, image/heic';

/** The form's texts, and its files beside them. */
function multipart(body: core.$ZodType, files: readonly string[], example: Record<string, string> | undefined) {
  const texts = createSchema(body, { io: 'input' }).schema as oas31.SchemaObject;
  const pictures = Object.fromEntries(files.map((name) => [name, { type: 'string' as const, format: 'binary', description: PICTURE }]));
  return {
    schema: { ...texts, properties: { ...pictures, ...texts.properties } },
    encoding: Object.fromEntries(files.map((name) => [name, { contentType: PICTURE_TYPES }])),
    ...(example && { example }),
  };
}

const A_PHOTO = 'A photo goes as a file, or as the file_key of an upload (POST /api/third/photo/presign) in place of it.';
const A_PICTURE = 'A picture goes as a file, or as the key of an upload (POST /api/uploads) in place of it.';
const PICTURE = 'JPEG, PNG, WebP or HEIC by its content, at most 4.5 MB and 50 megapixels';
