import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE_PARTNER } from '#local/seed.ts';
import { rotateWebhookSecret } from '#shared/domain/partners/manage.ts';
import { PartnerClient } from '#tests/support/partner.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { managing, photo, upload } from './support.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');
const { code, secret } = SAMPLE_PARTNER;

const has = async (program: string, ...args: string[]): Promise<boolean> =>
  run(program, args).then(
    () => true,
    () => false,
  );
const [hasCurl, hasPython] = await Promise.all([
  has('sh', '-c', 'curl --version && md5sum --version'),
  has('python3', '-c', 'import requests'),
]);

/** The code of a README's section about partners. */
function blocks(file: string, heading: string): string[] {
  const page = readFileSync(resolve(root, file), 'utf8');
  const from = page.indexOf(`\n## ${heading}\n`);
  return [...page.slice(from, page.indexOf('\n## ', from + 1)).matchAll(/```\w+\n([\s\S]*?)```/g)].map(([, text]) => text!);
}

const ours = blocks('README.md', 'The partner API');
const [shell, client, python, receiving] = ours as [string, string, string, string];

/** Where `callback_url` leads, whatever answers there. */
let receiver: Server | undefined;
const front = createServer((request, response) => void receiver!.emit('request', request, response)).listen(0, '127.0.0.1');
await once(front, 'listening');
const callback_url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;

const stack = useStack({ imageMs: 0, settings: { ALLOWED_PRIVATE_ORIGINS: callback_url } });
const base = () => `http://127.0.0.1:${stack().port}`;

/** Beside our packages, so that what is in it finds them. */
let folder: string;
const write = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  folder = mkdtempSync(join(root, '.cache', 'readme-'));
});
afterAll(() => {
  front.close();
  rmSync(folder, { recursive: true });
});

/** The format of the picture at this address. */
const formatAt = async (url: string) => (await sharp(await (await fetch(url)).arrayBuffer()).metadata()).format;

test('README’s TypeScript client has a photo repaired', async () => {
  const { partnerClient } = await import(write('partner-client.ts', client));
  const file = new Blob([new Uint8Array((await photo()).bytes)]);
  expect(await formatAt(await partnerClient(base(), code, secret)(file, 'sr', 50))).toBe('jpeg');
  await expect(partnerClient(base(), code, 'another')(file)).rejects.toThrow('9999');
});

test('README’s receiver takes what is ours, and nothing else', async () => {
  const webhookSecret = await rotateWebhookSecret(managing(stack()), code, 'none');
  const told: [string, { mdf: string }][] = [];
  const made = await import(write('partner-webhook.ts', receiving));
  receiver = made.receiver(webhookSecret, (...one: [string, { mdf: string }]) => told.push(one));
  const forged = await fetch(callback_url, { method: 'POST', headers: { 'webhook-id': 'msg_1' }, body: '{}' });
  expect([forged.status, told]).toEqual([401, []]);
  const mdf = await upload(new PartnerClient(stack()), { callback_url });
  await eventually(() => told.length > 0, 20_000);
  expect(told).toMatchObject([['photo.repaired', { mdf, status: 200 }]]);
});

test.skipIf(!hasPython)('README’s Python client has a photo repaired (skipped where there is no python3 with requests)', async () => {
  const picture = write('photo.jpg', (await photo()).bytes);
  write('partner_client.py', python);
  const call = `from partner_client import repair; print(repair("${base()}", "${code}", "${secret}", "${picture}", "sr", 0.05))`;
  const { stdout } = await run('python3', ['-c', call], { cwd: folder });
  expect(await formatAt(stdout.trim())).toBe('jpeg');
});

test.skipIf(!hasCurl)('README’s curl lines upload, ask and download (skipped where there is no curl or no md5sum)', async () => {
  write('photo.jpg', (await photo()).bytes);
  const [token, ...lines] = shell.trim().replaceAll('localhost:3000', `127.0.0.1:${stack().port}`).split('\n');
  const line = async (at: number, mdf = '') => {
    const { stdout } = await run('sh', ['-c', `${token}\n${lines[at]!.replace('MDF', mdf)}`], { cwd: folder });
    return JSON.parse(stdout).data;
  };
  const { mdf } = await line(0);
  await eventually(async () => (await line(1, mdf)).status === 200, 20_000);
  expect(await formatAt((await line(2, mdf)).url)).toBe('jpeg');
});

test('README.zh-CN.md has the same code, but for its comments', () => {
  const bare = (texts: string[]): string[] => texts.map((text) => text.replace(/\/\*\*.*\*\/|\/\/.*|# .*/g, ''));
  expect(bare(blocks('README.zh-CN.md', '合作方 API'))).toEqual(bare(ours));
  expect(ours.length).toBe(4);
});
