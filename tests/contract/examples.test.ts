import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { endpoints, named } from './endpoints.ts';

test.each(named)('the example request of %s is valid', (_, { params, query, body, files, example: { request } }) => {
  const problems = [
    [params, request.params ?? {}],
    [query, request.query ?? {}],
    [body, request.json ?? request.form ?? {}],
  ] as const;
  for (const [schema, input] of problems) if (schema) expect(schema.safeParse(input).error).toBeUndefined();
  for (const field of Object.keys(request.files ?? {})) expect(files).toContain(field);
});

const answering = endpoints.filter(({ responses }) => responses[200]).map((contract) => [contract.id, contract] as const);

test.each(answering)('the example answer of %s is exactly what its schema says', (_, { responses, example }) => {
  expect(responses[200]!.parse(example.response)).toEqual(example.response);
});

/** `example` once for each of its fields, at any depth, without that field; with the field's path. */
function* withoutEachField(example: unknown, path = ''): Generator<[path: string, changed: unknown]> {
  if (typeof example !== 'object' || example === null) return;
  for (const [name, value] of Object.entries(example)) {
    const here = path === '' ? name : `${path}.${name}`;
    if (!Array.isArray(example)) yield [here, Object.fromEntries(Object.entries(example).filter(([other]) => other !== name))];
    for (const [below, changed] of withoutEachField(value, here)) yield [below, replaced(example, name, changed)];
  }
}

const replaced = (example: object, name: string, value: unknown): unknown =>
  Array.isArray(example) ? example.map((item, i) => (String(i) === name ? value : item)) : { ...example, [name]: value };

/** Documented for one kind only: a top-up has an order, a spend has a call; of two secrets the one that was changed is told. */
const BY_KIND = /(transactions\.\d\.(wechat_order_id|api_call_id)|data\.secret_key)$/;

test.each(answering)('every documented field of the answer of %s has to be there, and no other may be', (_, { responses, example }) => {
  const fields = [...withoutEachField(example.response)];
  expect(fields.length).toBeGreaterThan(1);
  for (const [path, changed] of fields)
    if (!BY_KIND.test(path)) expect(responses[200]!.safeParse(changed).success, `without ${path}`).toBe(false);
  expect(responses[200]!.safeParse({ ...(example.response as object), secret: 1 }).success).toBe(false);
});

const taking = endpoints.filter(({ body, accepts }) => body && accepts !== 'raw').map((contract) => [contract.id, contract] as const);

test.each(taking)('a field that %s does not know is refused', (_, { body, example: { request } }) => {
  const given = (request.json ?? request.form ?? {}) as object;
  expect(body!.safeParse({ ...given, admin: 'true' }).error?.issues[0]).toMatchObject({ code: 'unrecognized_keys' });
});

const workers = registry.filter((contract) => contract.kind === 'worker').map((contract) => [contract.id, contract] as const);

test.each(workers)('the example message of %s is valid', (_, { message, example }) => {
  expect(message.parse(example)).toEqual(example);
  expect(message.safeParse({}).success).toBe(false);
});
