import { expect, test } from 'vitest';
import { createRouter } from '#local/gateway/routes.ts';
import { type Contract, endpoint, type Method } from '#shared/contract/endpoint.ts';

const route = (method: Method, path: string) =>
  endpoint({
    id: `${method} ${path}`,
    api: 'mini',
    method,
    path,
    summary: '',
    auth: 'none',
    rate: 'none',
    responses: {},
    faults: [],
    uses: [],
    example: { request: {}, response: null },
  });

const contracts = [
  route('GET', '/files/{name+}'),
  route('GET', '/jobs/{id}'),
  route('GET', '/jobs/latest'),
  route('DELETE', '/jobs/{id}'),
  route('GET', '/v1.0/a'),
] as readonly Contract[];
const find = createRouter(contracts);

test('a route is chosen by method and path, and its parameters are decoded', () => {
  expect(find('DELETE', '/jobs/a%20b')).toMatchObject({ routeKey: 'DELETE /jobs/{id}', pathParameters: { id: 'a b' } });
});

test('literal segments win over parameters, whatever the order of the registry', () => {
  expect(find('GET', '/jobs/latest')?.routeKey).toBe('GET /jobs/latest');
});

test('a greedy parameter takes the rest of the path, a plain one a single segment', () => {
  expect(find('GET', '/files/a/b.jpg')?.pathParameters).toEqual({ name: 'a/b.jpg' });
  expect(find('GET', '/jobs/a/b')).toBeUndefined();
});

test('a path is matched as text, not as a pattern', () => {
  expect(find('GET', '/v1x0/a')).toBeUndefined();
});

test('what no route takes goes to $default', () => {
  const withDefault = createRouter([...contracts, route('GET', '$default')] as readonly Contract[]);
  expect(withDefault('POST', '/jobs/1')).toMatchObject({ routeKey: '$default' });
  expect(withDefault('POST', '/jobs/1')).not.toHaveProperty('pathParameters');
});

test('broken percent-encoding is an error, not a parameter', () => {
  expect(() => find('GET', '/jobs/%zz')).toThrow(URIError);
});
