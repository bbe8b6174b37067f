import { readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import '#local/gateway/awslambda.ts';
import { registry } from '#functions/registry.ts';
import { type Contract, functionName } from '#shared/contract/endpoint.ts';
import { queueNames } from '#shared/contract/queues.ts';
import { endpoints } from './endpoints.ts';

const root = resolve(import.meta.dirname, '../../functions');
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => relative(root, resolve(parentPath, name)));
const all = registry.map((contract) => [contract.id, contract] as const);

const fileOf = ({ id, kind }: Contract): string => `${id}.${kind === 'worker' ? 'message' : 'contract'}.ts`;

test('every contract is in the registry once, under the id that its file’s path says', () => {
  const contracts = files.filter((file) => /\.(contract|message)\.ts$/.test(file));
  expect(registry.map(fileOf).sort()).toEqual(contracts.sort());
});

test('every lambda has a contract', () => {
  const lambdas = files.filter((file) => file.endsWith('.lambda.ts')).map((file) => file.replace('.lambda.ts', ''));
  expect(lambdas.sort()).toEqual(registry.map(({ id }) => id).sort());
});

test.each(all)('the lambda of %s exports its handler', async (id) => {
  const module: { handler?: unknown } = await import(resolve(root, `${id}.lambda.ts`));
  expect(module.handler).toBeInstanceOf(Function);
});

test('no two endpoints answer the same method of the same path, whatever its parameters are called', () => {
  const routes = endpoints.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
  expect(new Set(routes).size).toBe(routes.length);
});

test('no two functions have the same name on AWS', () => {
  expect(new Set(registry.map(functionName)).size).toBe(registry.length);
});

test.each(endpoints.map((contract) => [contract.id, contract] as const))('%s can do what its contract says', (_, contract) => {
  const { auth, uses, idempotent = false, method, path, params, responses, accepts, files: fields, body } = contract;
  const known = { none: true, partner: uses.includes('partners:read') }[auth as string] ?? uses.includes('tokens');
  expect(known).toBe(true);
  expect(uses.includes('idempotency')).toBe(idempotent);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  expect(
    params?.safeParse(Object.fromEntries(names.map((name) => [name, 'req_1']))).error?.issues.map(({ code }) => code) ?? [],
  ).not.toContain('unrecognized_keys');
  expect(params !== undefined).toBe(names.length > 0);
  if (fields) expect(accepts).toBe('form');
  if (body) expect(['POST', 'PUT']).toContain(method);
  if (path !== '$default') expect(Object.keys(responses).length).toBeGreaterThan(0);
});

/** Asks how an order stands, which credits it at most once by itself; an answer that was kept would be old. */
const ASKS = 'v1/credit/order-verify';

test('every POST that holds points or makes an order takes an Idempotency-Key', () => {
  const costly = endpoints.filter(
    ({ id, auth, method, uses }) => (auth === 'account' || auth === 'partner') && method === 'POST' && id !== ASKS && uses.some(isCostly),
  );
  expect(costly.map(({ id }) => id).sort()).toEqual([
    'image/animate',
    'image/custom',
    'image/outfit-change',
    'image/restore',
    'third/photo-upload',
    'v1/credit/membership',
    'v1/credit/recharge',
    'v1/image/generate',
    'v1/operation/activity-participate',
    'v1/ppt/generate',
    'v1/video/generate',
    'v1/writing/generate',
    'v1/writing/stream',
    'wechat/payment-create',
  ]);
  for (const { id, idempotent } of costly) expect(idempotent, id).toBe(true);
});

const isCostly = (use: string): boolean => use === 'ledger:write' || use === 'orders:write';

test('uses are named once', () => {
  for (const { id, uses } of registry) expect(new Set(uses).size, id).toBe(uses.length);
});

test('a queue has exactly one consumer', () => {
  const queues = registry.flatMap((contract) => (contract.kind === 'worker' ? [contract.queue] : []));
  expect(queues.sort()).toEqual([...queueNames].sort());
});
