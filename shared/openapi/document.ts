import { createDocument, type oas31, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { type Contract, type Endpoint, functionName } from '../contract/endpoint.ts';
import { components } from './components.ts';
import { errorResponses } from './errors.ts';
import { bodyOf, parametersOf } from './request.ts';
import { successResponses } from './responses.ts';

/** Folder of the contract → what its endpoints are about. */
const tags: Readonly<Record<string, string>> = {
  wechat: 'Login, points and WeChat Pay',
  image: 'AI work on photos, and its jobs',
  uploads: 'Pictures and videos, in and out',
};

/** The mini-program API as OpenAPI 3.1, made from its contracts. */
export function openApiDocument(registry: readonly Contract[], version: string): oas31.OpenAPIObject {
  const document = createDocument({
    openapi: '3.1.1',
    info: { title: 'Darkroom: mini-program API', version, description: 'AI photo and video work, paid in points. 1 yuan = 10 points.' },
    servers: [
      { url: 'http://localhost:3000', description: 'npm start' },
      { url: 'https://{domain}', description: 'A stage on AWS', variables: { domain: { default: 'example.com' } } },
    ],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: pathsOf(registry.filter(isPublic)),
    components,
  });
  return document as oas31.OpenAPIObject;
}

const isPublic = (contract: Contract): contract is Endpoint =>
  contract.kind === 'endpoint' && contract.api === 'mini' && contract.path.startsWith('/');

function pathsOf(endpoints: readonly Endpoint[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const endpoint of endpoints)
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operationOf(endpoint) };
  return paths;
}

function operationOf(endpoint: Endpoint): ZodOpenApiOperationObject {
  const requestBody = bodyOf(endpoint);
  return {
    operationId: functionName(endpoint),
    summary: endpoint.summary,
    tags: [endpoint.id.split('/')[0]!],
    security: endpoint.auth === 'account' ? [{ token: [] }] : [],
    ...parametersOf(endpoint),
    ...(requestBody && { requestBody }),
    responses: { ...errorResponses(endpoint), ...successResponses(endpoint) },
  };
}
