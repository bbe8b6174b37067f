import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { localStack, loginToken } from '../../../scripts/invoke/local-stack.ts';

/** Something healthy on a port, that refuses every login. */
async function healthy(): Promise<string> {
  const server = createServer((request, response) =>
    request.url === '/healthz' ? response.end('ok') : response.writeHead(401).end('{"message":"invalid code"}'),
  ).listen(0);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return String((server.address() as AddressInfo).port);
}

const file = join(mkdtempSync(join(tmpdir(), 'darkroom-env-')), 'local-env.json');

test('a stack that does not run is named by its address, with how to start it', async () => {
  await expect(localStack(file, '9')).rejects.toThrow('http://localhost:9. Start it with: npm start (PORT=9)');
});

test('a server that is no local stack of ours is told from one', async () => {
  await expect(localStack(file, await healthy())).rejects.toThrow('it left no .cache/local-env.json');
});

test('the environment of the stack that runs is used, and a refused login is said', async () => {
  const port = await healthy();
  writeFileSync(file, JSON.stringify({ env: { TABLE_NAME: 'table' } }));
  const stack = await localStack(file, port);
  expect(stack).toEqual({ url: `http://localhost:${port}`, env: { TABLE_NAME: 'table' } });
  await expect(loginToken(stack)).rejects.toThrow('(401): invalid code');
});
