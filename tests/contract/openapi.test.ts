import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { openApiDocument } from '#shared/openapi/document.ts';
import { securityOf } from '#shared/openapi/security.ts';
import { endpoints } from './endpoints.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => JSON.parse(readFileSync(resolve(root, file), 'utf8'));
const document = openApiDocument(registry, read('package.json').version);

test('docs/openapi.json is up to date: npm run openapi', () => {
  expect(JSON.parse(JSON.stringify(document))).toEqual(read('docs/openapi.json'));
});

test('the document is valid OpenAPI 3.1, and each of its references leads somewhere', async () => {
  const validator = new Validator();
  expect(await validator.validate(read('docs/openapi.json'))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
  const references = JSON.stringify(document).match(/#\/components\/[\w/]+/g) ?? [];
  expect(references.length).toBeGreaterThan(20);
  for (const reference of new Set(references)) expect(found(reference), reference).toBeDefined();
});

const found = (reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);

const documented = endpoints.filter(({ path }) => path !== '$default');
function operationOf({ path, method }: (typeof endpoints)[number]) {
  const operation = document.paths?.[path]?.[method.toLowerCase() as 'get'];
  if (!operation) throw new Error(`${method} ${path} is not documented`);
  return operation;
}

test.each(documented.map((contract) => [contract.id, contract] as const))(
  '%s is in the document, with its token and all its answers',
  (_, contract) => {
    const operation = operationOf(contract);
    expect(operation.security).toEqual(securityOf(contract));
    expect(Object.keys(operation.responses ?? {})).toEqual(
      expect.arrayContaining([...Object.keys(contract.responses), ...(contract.api === 'partner' ? [] : ['500'])]),
    );
    const parameters = JSON.stringify(operation.parameters ?? []);
    expect(parameters.includes('IdempotencyKey')).toBe(contract.idempotent === true);
    for (const [, name] of contract.path.matchAll(/\{(\w+)\}/g)) expect(parameters).toContain(`"name":"${name}"`);
  },
);

test('paths that only the gateway knows are not in it', () => {
  expect(Object.values(document.paths ?? {}).flatMap((path) => Object.keys(path))).toHaveLength(documented.length);
});

test('a picture is a file of a form, or a key in JSON', () => {
  const content = operationOf(endpoints.find(({ id }) => id === 'image/outfit-change')!).requestBody as { content: object };
  expect(content.content).toMatchObject({
    'multipart/form-data': {
      schema: { properties: { image: { format: 'binary' }, reference: { format: 'binary' }, style: { type: 'string', maxLength: 2000 } } },
    },
    'application/x-www-form-urlencoded': { schema: { properties: { imageKey: { type: 'string' } } } },
    'application/json': { schema: { properties: { referenceKey: { type: 'string' } } } },
  });
});

test('an accepted job says where to look and when', () => {
  const accepted = operationOf(endpoints.find(({ id }) => id === 'image/restore')!).responses?.['202'];
  expect(Object.keys((accepted as { headers: object }).headers)).toEqual(
    expect.arrayContaining(['location', 'retry-after', 'x-request-id']),
  );
});
