import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { type Capability, capabilities } from '#shared/contract/capabilities.ts';
import { environmentOf, pickEnvironment, secretsOf } from '#shared/contract/environment.ts';
import { queueNames, variableOfQueue } from '#shared/contract/queues.ts';
import { secretNames } from '#shared/contract/secrets.ts';
import { settings } from '#shared/contract/settings.ts';

const root = resolve(import.meta.dirname, '../..');

/** The sources that a function's bundle is made of, without what is imported for its types only. */
function sourcesOf(file: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file)) return seen;
  const source = readFileSync(file, 'utf8');
  seen.set(file, source);
  for (const [, path] of source.matchAll(/^(?:import|export) (?!type\b)[^;]*?from '([#.][^']+)'|await import\('([#.][^']+)'\)/gm)) {
    if (path) sourcesOf(path.startsWith('#') ? resolve(root, path.slice(1)) : resolve(dirname(file), path), seen);
  }
  return seen;
}

/** Makes clients of both of Google's services; who asks for no videos never calls the part that reads what Vertex AI needs. */
const GOOGLE_CLIENTS = resolve(root, 'shared/adapters/genai/client.ts');

function bundleOf(id: string): string {
  const sources = sourcesOf(resolve(root, `functions/${id}.lambda.ts`));
  if (/^(workers\/(image|repair|writing)|v1\/writing\/stream)/.test(id)) sources.delete(GOOGLE_CLIENTS);
  return [...sources.values()].join('\n');
}

/** Lambda itself sets these, and the stage the first. */
const ALWAYS = ['LOG_LEVEL', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

const named = registry.map(({ id, uses }) => [id, uses] as const);

test.each(named)('%s reads only variables that its capabilities bring along', (id, uses) => {
  const read = new Set([...bundleOf(id).matchAll(/\benv(?:ironment)?\.([A-Z][A-Z0-9_]+)/g)].map(([, name]) => name!));
  const given = new Set([...environmentOf(uses), ...ALWAYS]);
  expect([...read].filter((name) => !given.has(name))).toEqual([]);
});

test.each(named)('%s reads only secrets that its capabilities bring along', (id, uses) => {
  const read = new Set([...bundleOf(id).matchAll(/\bsecret\('([A-Z0-9_]+)'\)/g)].map(([, name]) => name!));
  expect([...read].filter((name) => !secretsOf(uses).some((secret) => secret === name))).toEqual([]);
});

test('a function that is given nothing gets nothing', () => {
  expect(environmentOf([])).toEqual([]);
  expect(pickEnvironment([], { TABLE_NAME: 'x', JWT_SECRET: 'y' })).toEqual({});
});

test('a variable that is not set reaches a handler as "not configured"', () => {
  expect(pickEnvironment(['wait'], {})).toEqual({ WAIT_SECONDS: '' });
});

test('every capability has a grant, and names only secrets and settings that exist', () => {
  for (const [name, grant] of Object.entries(capabilities)) {
    expect(Object.keys(grant).length, name).toBeGreaterThan(0);
    if ('secrets' in grant) for (const secret of grant.secrets) expect(secretNames).toContain(secret);
    if ('env' in grant) for (const setting of grant.env) expect(settings).toHaveProperty(setting);
  }
});

test('no secret travels in a variable', () => {
  const variables = new Set<string>(registry.flatMap(({ uses }) => environmentOf(uses)));
  for (const secret of secretNames) expect(variables).not.toContain(secret);
});

test('every capability, setting and secret is used by some function', () => {
  // What the endpoints of credit will take: there is none yet.
  const waiting: Capability[] = ['payments:alipay', 'notifications:alipay'];
  const used = [...registry.flatMap(({ uses }) => [...uses]), ...waiting];
  expect(Object.keys(capabilities).filter((name) => !used.some((use) => use === name))).toEqual([]);
  const variables = new Set(environmentOf(used));
  expect(Object.keys(settings).filter((name) => !variables.has(name))).toEqual([]);
  expect(secretNames.filter((name) => !secretsOf(used).includes(name))).toEqual([]);
});

test('a function that sends to a queue knows where it is', () => {
  for (const { id, uses } of registry)
    for (const queue of queueNames) expect(environmentOf(uses).includes(variableOfQueue(queue)), id).toBe(uses.includes(`queue:${queue}`));
});
