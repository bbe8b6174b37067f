import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const { forbidden, options } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs'));

/** Rule → a file that breaks it, and what stands in it. */
const violations: Record<string, [file: string, source: string]> = {
  'kernel-alone': ['shared/kernel/clock.ts', "import type { Job } from '../domain/jobs/types.ts'; export type T = Job;"],
  'domain-pure': ['shared/domain/jobs/submit.ts', "import { client } from '../../adapters/dynamo/table.ts'; export const a = client;"],
  'domain-without-node': ['shared/domain/jobs/files.ts', "import { readFileSync } from 'node:fs'; export const a = readFileSync;"],
  'contracts-plain': [
    'functions/image/restore.contract.ts',
    "import { client } from '#shared/adapters/dynamo/table.ts'; export const a = client;",
  ],
  'contract-helper-plain': ['shared/contract/endpoint.ts', "import type { Job } from '../domain/jobs/types.ts'; export type T = Job;"],
  'adapters-apart': ['shared/adapters/s3/media.ts', "import { client } from '../dynamo/table.ts'; export const a = client;"],
  'adapters-below': ['shared/adapters/sqs/send.ts', "import { serve } from '../../http/serve.ts'; export const a = serve;"],
  'pipelines-without-business': ['shared/worker/consume.ts', "import type { Job } from '../domain/jobs/types.ts'; export type T = Job;"],
  'pipelines-below': ['shared/http/tokens.ts', "import { jwtVerify } from 'jose'; export const a = jwtVerify;"],
  'views-plain': ['functions/image/job.view.ts', "import { client } from '#shared/adapters/dynamo/table.ts'; export const a = client;"],
  'lambdas-are-roots': ['functions/registry.ts', "import { handler } from './image/restore.lambda.ts'; export const a = handler;"],
  'infra-from-contracts': ['infra/grants.ts', "import type { Job } from '#shared/domain/jobs/types.ts'; export type T = Job;"],
  'production-alone': ['shared/http/local.ts', "import { start } from '#local/stack.ts'; export const a = start;"],
  'local-without-tests': ['local/demo.ts', "import { fake } from '#tests/support/fake.ts'; export const a = fake;"],
  'no-cycles': ['shared/kernel/one.ts', "import { two } from './two.ts'; export const one = () => two;"],
  'no-dead-ends': ['shared/kernel/dead.ts', "import { gone } from './gone.ts'; export const a = gone;"],
  'no-dev-packages': ['shared/adapters/sqs/dev.ts', "import { build } from 'esbuild'; export const a = build;"],
  'no-orphans': ['shared/domain/points/forgotten.ts', 'export const forgotten = 1;'],
};

/** What the violations point at. */
const targets: Record<string, string> = {
  'shared/domain/jobs/types.ts': 'export type Job = string;',
  'shared/adapters/dynamo/table.ts': 'export const client = 1;',
  'shared/http/serve.ts': 'export const serve = 1;',
  'functions/image/restore.lambda.ts': 'export const handler = 1;',
  'local/stack.ts': 'export const start = 1;',
  'tests/support/fake.ts': 'export const fake = 1;',
  'shared/kernel/two.ts': "import { one } from './one.ts'; export const two = () => one;",
};

async function cruiseViolations(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-rules-'));
  for (const [file, source] of [...Object.values(violations), ...Object.entries(targets)]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), source);
  }
  writeFileSync(join(folder, 'package.json'), readFileSync(join(root, 'package.json')));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const { output } = await cruise(['functions', 'shared', 'infra', 'local', 'tests'], {
    ...options,
    validate: true,
    ruleSet: { forbidden },
    baseDir: folder,
  });
  return (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
}

test('every import rule catches the file that breaks it', async () => {
  const caught = await cruiseViolations();
  for (const [rule, [file]] of Object.entries(violations)) expect(caught).toContain(`${rule}: ${file}`);
});

test('every import rule has a file that breaks it', () => {
  expect(Object.keys(violations).sort()).toEqual(forbidden.map(({ name }: { name: string }) => name).sort());
});

test('the domain reads neither the clock nor the environment', () => {
  const folder = join(root, 'shared/domain');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const impure = /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bfetch\(|\bperformance\.now\(/;
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => impure.test(readFileSync(join(folder, file), 'utf8')))).toEqual([]);
  expect(impure.test('const now = Date.now();')).toBe(true);
});
