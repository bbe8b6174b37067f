import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { loadConfig } from '#infra/config.ts';
import { Checks } from '#proof/deploy/checks.ts';
import { createDoor } from '#proof/deploy/door.ts';
import { startForwarder } from '#proof/deploy/forwarder.ts';
import { added, counted } from '#proof/deploy/inventory.ts';
import { readOptions } from '#proof/deploy/options.ts';
import { lostOrChanged } from '#proof/deploy/records.ts';
import { outliving, templatesOf } from '#proof/deploy/templates.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

test('a record that an upgrade loses or changes is named', () => {
  const before = new Map([
    ['item A 1', '{"points":1}'],
    ['item A 2', '{"points":2}'],
    ['object a.jpg', '"etag"'],
  ]);
  const after = new Map([
    ['item A 1', '{"points":1}'],
    ['item A 2', '{"points":3}'],
    ['item B 1', '{}'],
  ]);
  expect(lostOrChanged(before, after)).toEqual(['changed: item A 2\n  was {"points":2}\n  is  {"points":3}', 'lost: object a.jpg']);
  expect(lostOrChanged(before, before)).toEqual([]);
});

test('what a removal leaves behind is found, and what was there before is not', () => {
  const before = ['buckets: cdk-assets', 'roles: cdk-deploy'];
  const now = ['buckets: cdk-assets', 'log groups: /darkroom/dev/workers', 'queues: a', 'queues: b', 'roles: cdk-deploy'];
  expect(counted(added(before, now))).toEqual({ 'log groups': 1, queues: 2 });
});

test('a promise that is broken is counted and said, and the next one is still checked', async () => {
  const said: string[] = [];
  const checks = new Checks((line) => said.push(line));
  await checks.run('one', () => Promise.reject({ code: 'INSUFFICIENT_POINTS' }));
  await checks.run('two', () => 'a note');
  expect(checks.summary).toBe('1 passed, 1 failed');
  expect(said[0]).toMatch(/FAIL {2}one .*\n +\{"code":"INSUFFICIENT_POINTS"\}/);
  expect(said[1]).toMatch(/ok {4}two: a note/);
});

test('a request to a deployed address reaches the emulator under that name, with its body', async () => {
  const server = createServer(async (request, response) => {
    response.writeHead(201).end(`${request.method} ${request.url} ${request.headers.host} ${(await request.toArray()).join('')}`);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  cleanups.push(() => server.close());
  const seen: unknown[] = [];
  const forwarder = await startForwarder((server.address() as { port: number }).port, (exchange) => seen.push(exchange));
  cleanups.push(forwarder.close);

  const door = createDoor(forwarder.url);
  const answer = await door('http://abcd1234.execute-api.localhost:4566/api/x?y=1', { method: 'POST', body: 'hello' });
  expect([answer.status, await answer.text()]).toEqual([201, 'POST /api/x?y=1 abcd1234.execute-api.localhost:4566 hello']);
  expect(seen).toEqual([{ method: 'POST', path: '/api/x?y=1', status: 201, ms: expect.any(Number) }]);
});

test('a stage may have its file in another folder, and a missing one is told by its place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-stage-'));
  cleanups.push(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'dev.json'), '{"arch":"x86_64"}');
  expect(loadConfig('dev', folder)).toMatchObject({ stage: 'dev', arch: 'x86_64' });
  expect(() => loadConfig('prod', folder)).toThrow(`${folder}/prod.json; there are: dev`);
});

test('mistakes on the command line are told', () => {
  expect(() => readOptions(['--port', 'x'])).toThrow('--port x is no port');
  expect(() => readOptions(['--from', '--upload-pack'])).toThrow();
  expect(() => readOptions(['--from=-x'])).toThrow('--from -x is no commit');
  expect(() => readOptions(['--photo', 'nowhere.jpg'])).toThrow('--photo nowhere.jpg: there is no such file');
  expect(readOptions(['--no-upgrade', '--photo', 'package.json'])).toMatchObject({
    upgrade: false,
    photo: 'package.json',
    port: 4566,
    from: 'HEAD~1',
  });
});

test('a resource that outlives its stack is named, and an assembly without templates is a mistake', () => {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-assembly-'));
  cleanups.push(() => rmSync(folder, { recursive: true }));
  expect(() => outliving(folder)).toThrow('has no templates');
  const Resources = { Kept: { DeletionPolicy: 'Retain' }, Gone: { DeletionPolicy: 'Delete' }, Plain: {} };
  writeFileSync(join(folder, 'a.template.json'), JSON.stringify({ Resources }));
  expect(outliving(folder)).toEqual(['Kept']);
  expect(templatesOf(folder)).toContain('Plain');
});
