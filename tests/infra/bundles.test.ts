import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { bundle } from '#infra/bundle.ts';
import type { Capability } from '#shared/contract/capabilities.ts';
import { grantOf } from '#shared/contract/capabilities.ts';
import type { Contract } from '#shared/contract/endpoint.ts';
import { BuiltFunctions } from './support/bundles.ts';

const built = await BuiltFunctions.make('bundles');

const uses = (contract: Contract, prefix: string): boolean => contract.uses.some((use: Capability) => use.startsWith(prefix));
const grants = (contract: Contract) => contract.uses.map(grantOf);
const touchesObjects = (contract: Contract): boolean => grants(contract).some(({ bucket, send }) => bucket || send);
const callsOutside = (contract: Contract): boolean => ['payments:', 'notifications:', 'models:'].some((prefix) => uses(contract, prefix));

test('DynamoDB, jose and a schema are at most 245 KB', () => {
  const plain = registry.filter((contract) => !touchesObjects(contract) && !callsOutside(contract));
  expect(plain.length).toBeGreaterThan(5);
  for (const contract of plain) expect(built.kilobytes(contract), contract.id).toBeLessThanOrEqual(245);
});

test('with S3 and SQS besides, at most 430 KB', () => {
  const submitting = registry.filter((contract) => touchesObjects(contract) && !callsOutside(contract));
  expect(submitting.length).toBeGreaterThan(4);
  for (const contract of submitting) expect(built.kilobytes(contract), contract.id).toBeLessThanOrEqual(430);
});

/** Package → whoever may hold it. */
const heavy: [RegExp, (contract: Contract) => boolean][] = [
  [/^(@google\/genai|google-auth-library|gaxios)$/, (contract) => uses(contract, 'models:')],
  [/^openai$/, (contract) => uses(contract, 'models:text')],
  [/^(libheif-js|heic-decode)$/, (contract) => contract.layers?.includes('sharp') ?? false],
  [/^mediabunny$/, (contract) => uses(contract, 'models:video')],
  [/^axios$/, (contract) => uses(contract, 'payments:wechat')],
  [/^alipay-sdk$/, (contract) => uses(contract, 'payments:alipay')],
  [/^(wechatpay-axios-plugin|fast-xml-parser)$/, (contract) => uses(contract, 'payments:wechat') || uses(contract, 'notifications:wechat')],
  [/^@fastify\/busboy$/, (contract) => contract.kind === 'endpoint' && contract.accepts === 'form'],
  [/^(undici|sharp|mnemonist|@aws-sdk\/nested-clients|@aws-sdk\/client-ssm)$/, () => false],
];

test('a package is only in the functions that call it', () => {
  for (const contract of registry) {
    for (const name of built.packages(contract)) {
      const rule = heavy.find(([pattern]) => pattern.test(name));
      if (rule) expect(rule[1](contract), `${contract.id} holds ${name}`).toBe(true);
    }
  }
});

test("no function holds the schema library's locales", () => {
  for (const contract of registry) {
    const locales = built.files(contract).filter((file) => /zod\/.*locales\/(?!index)/.test(file));
    expect(locales, contract.id).toEqual([]);
  }
});

/** Loads a function, as far as Lambda's runtime would, in a process of its own and says which costly parts that alone brought in. */
const probe = `
  const Module = require('node:module');
  const asked = [];
  const load = Module._load;
  Module._load = (name, ...rest) => { asked.push(name); return load(name, ...rest); };
  globalThis.awslambda = { streamifyResponse: (handler) => handler };
  require(process.argv[1]);
  console.log(JSON.stringify({ asked, undici: process.moduleLoadList.some((name) => name.includes('undici/undici')) }));`;

test('loading a function loads neither undici nor sharp, unless it works on pictures', async () => {
  for (const contract of registry) {
    const { stdout } = await promisify(execFile)('node', ['-e', probe, join(built.asset(contract), 'index.js')]);
    const { asked, undici } = JSON.parse(stdout) as { asked: string[]; undici: boolean };
    expect(undici, contract.id).toBe(false);
    if (!contract.layers) expect(asked, contract.id).not.toContain('sharp');
  }
}, 60_000);

test('what is uploaded for a function is its index.js and nothing else', () => {
  for (const contract of registry) expect(readdirSync(built.asset(contract)), contract.id).toEqual(['index.js']);
});

test('the same source makes the same bytes', async () => {
  const some = registry.filter(({ id }) => id === 'wechat/login' || id === 'image/restore');
  const again = join(built.folder, '../bundles-again');
  await bundle(some, again);
  const hash = (folder: string, name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name, 'index.js')))
      .digest('hex');
  for (const name of ['WechatLogin', 'ImageRestore']) expect(hash(again, name)).toBe(hash(built.folder, name));
}, 60_000);

test('no bundle holds a path of the machine that made it', () => {
  for (const contract of registry) {
    expect(readFileSync(join(built.asset(contract), 'index.js'), 'utf8').includes(process.cwd()), contract.id).toBe(false);
  }
});
