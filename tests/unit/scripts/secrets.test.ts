import { execFile, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, expect, test } from 'vitest';
import { startSsm } from '#local/aws/ssm.ts';
import { checkSecret, secretName } from '../../../scripts/secrets/rules.ts';

const script = resolve(import.meta.dirname, '../../../scripts/secrets.ts');
const ssm = await startSsm({});
afterAll(() => ssm.close());
const env = {
  ...process.env,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_ENDPOINT_URL_SSM: ssm.endpoint,
};

async function secrets(args: string[], input = ''): Promise<{ code: number | null; output: string }> {
  const child = spawn('node', [script, ...args], { env });
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.on('close', done)),
  ]);
  return { code, output: out + err };
}

async function stored(name: string): Promise<string | undefined> {
  const client = new SSMClient({
    region: 'us-east-1',
    endpoint: ssm.endpoint,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { Parameter } = await client.send(new GetParameterCommand({ Name: `/darkroom/dev/${name}`, WithDecryption: true }));
  return Parameter?.Value;
}

test('a value from standard input is stored, and never shown', async () => {
  const { code, output } = await secrets(['set', 'WECHAT_APP_SECRET', '--stage', 'dev'], 'the-app-secret\n');
  expect({ code, shown: output.includes('the-app-secret') }).toEqual({ code: 0, shown: false });
  expect(await stored('WECHAT_APP_SECRET')).toBe('the-app-secret');
  expect((await secrets(['list', '--stage', 'dev'])).output).toMatch(/WECHAT_APP_SECRET +version 1.*\n.*WECHAT_PAY_KEY +not set/);
});

test('a generated signing key is long, and another each time', async () => {
  await secrets(['set', 'JWT_SECRET', '--stage', 'dev', '--generate']);
  const first = await stored('JWT_SECRET');
  await secrets(['set', 'JWT_SECRET', '--stage', 'dev', '--generate']);
  expect(first!.length).toBe(64);
  expect(await stored('JWT_SECRET')).not.toBe(first);
});

test('a key of several lines comes from a file', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'darkroom-key-')), 'apiclient_key.pem');
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  writeFileSync(file, pem);
  expect((await secrets(['set', 'WECHAT_PAY_PRIVATE_KEY', '--stage', 'dev', '--file', file])).code).toBe(0);
  expect(await stored('WECHAT_PAY_PRIVATE_KEY')).toBe(pem.trimEnd());
});

test('a value as an argument, an unknown name and a missing stage are refused, and say what to do', async () => {
  expect(await secrets(['set', 'JWT_SECRET', 'abc', '--stage', 'dev'])).toMatchObject({
    code: 1,
    output: expect.stringContaining('never an argument'),
  });
  expect(await secrets(['set', 'JWT', '--stage', 'dev'], 'x')).toMatchObject({ code: 1, output: expect.stringContaining('JWT_SECRET') });
  expect(await secrets(['list'])).toMatchObject({ code: 1, output: expect.stringContaining('--stage') });
  expect(await secrets(['list', '--stage', 'nowhere'])).toMatchObject({ code: 1, output: expect.stringContaining('dev, prod') });
});

test.each([
  ['JWT_SECRET', 'short'],
  ['WECHAT_PAY_V3_KEY', 'thirty-one-bytes-are-one-too-fe'],
  ['WECHAT_PAY_PRIVATE_KEY', 'not a key'],
  ['WECHAT_PAY_PUBLIC_KEY', 'not a key'],
  ['ALIPAY_PRIVATE_KEY', 'not a key'],
  ['ALIPAY_PUBLIC_KEY', 'not a key'],
  ['GOOGLE_CREDENTIALS', '{"type":"authorized_user"}'],
  ['GEMINI_API_KEY', ''],
  ['GEMINI_API_KEY', 'x'.repeat(5000)],
])('a %s that can not work is refused, without being shown', (name, value) => {
  expect(() => checkSecret(secretName(name), value)).toThrow(name);
  if (value) expect(() => checkSecret(secretName(name), value)).not.toThrow(value);
});

test('every command explains itself', async () => {
  for (const name of ['secrets', 'doctor', 'invoke']) {
    const { stdout } = await promisify(execFile)('node', [resolve(script, '..', `${name}.ts`), '--help']);
    expect(stdout).toContain(`npm run ${name} --`);
  }
});
