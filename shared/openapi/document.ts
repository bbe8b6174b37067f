import { createDocument, type oas31, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type Contract, type Endpoint, functionName } from '../contract/endpoint.ts';
import { callbacksOf } from './callbacks.ts';
import { components } from './components.ts';
import { errorResponses } from './errors.ts';
import { bodyOf, parametersOf } from './request.ts';
import { successResponses } from './responses.ts';
import { schemesOf, securityOf } from './security.ts';

/** Folder of the contract → what its endpoints are about. */
const tags: Readonly<Record<string, string>> = {
  wechat: 'Mini-program: login, points and WeChat Pay',
  image: 'Mini-program: AI work on photos, and its jobs',
  uploads: 'Mini-program: pictures and videos, in and out',
  third: 'Partner: photos sent for repair',
  'v1/auth': 'Platform: accounts and tokens',
  'v1/credit': 'Platform: points, membership and payments',
  'v1/operation': 'Platform: activities, coupons, referral, statistics; partners',
  'v1/models': 'Platform: the models that do the work',
  'v1/writing': 'Platform: articles',
  'v1/image': 'Platform: pictures',
  'v1/video': 'Platform: videos',
  'v1/ppt': 'Platform: presentations',
  'v1/creations': 'Platform: what was made',
  'v1/publish': 'Platform: publishing',
};

const tagOf = ({ id }: Endpoint): string => id.split('/').slice(0, -1).join('/');

/** All APIs as one OpenAPI 3.1 document, made from their contracts. */
export function openApiDocument(registry: readonly Contract[], version: string): oas31.OpenAPIObject {
  const endpoints = registry.filter(isPublic);
  const used = new Set(endpoints.map(tagOf));
  const document = createDocument({
    openapi: '3.1.1',
    info: { title: 'Darkroom', version, description: DESCRIPTION },
    servers: [
      { url: 'http://localhost:3000', description: 'npm start' },
      { url: 'https://{domain}', description: 'A stage on AWS', variables: { domain: { default: 'example.com' } } },
    ],
    tags: Object.entries(tags).flatMap(([name, description]) => (used.has(name) ? [{ name, description }] : [])),
    paths: pathsOf(endpoints),
    components: { ...components, securitySchemes: schemesOf(endpoints) },
  });
  return document as oas31.OpenAPIObject;
}

const isPublic = (contract: Contract): contract is Endpoint => contract.kind === 'endpoint' && contract.path.startsWith('/');

const DESCRIPTION =
  'AI photo, video and writing work, paid in points (1 yuan = 10 points) or prepaid uploads. Three APIs: the mini-program, partners under `/api/third`, the platform under `/api/v1`.';

function pathsOf(endpoints: readonly Endpoint[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints)
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  return paths;
}

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  const requestBody = bodyOf(endpoint);
  const callbacks = callbacksOf(endpoint);
  return {
    operationId: functionName(endpoint),
    summary: endpoint.summary,
    tags: [tagOf(endpoint)],
    security: securityOf(endpoint),
    ...parametersOf(endpoint),
    ...(requestBody && { requestBody }),
    responses: { ...errorResponses(endpoint), ...successResponses(endpoint) },
    ...(callbacks && { callbacks }),
  };
}
