import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openaiText } from '#shared/adapters/openai/text.ts';
import type { Resolve } from '#shared/adapters/public-fetch/lookup.ts';
import { publicWeb } from '#shared/adapters/public-fetch/web.ts';
import { addModel, changeModel, type ModelDraft } from '#shared/domain/catalogue/manage.ts';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';
import type { PublicWeb } from '#shared/domain/web/ports.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on this machine, which nothing here may reach, and what reached it. */
async function inside(listener: RequestListener = (_, response) => response.end('secret')) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const seen = { connections: 0 };
  server.on('connection', () => seen.connections++);
  return { port: (server.address() as AddressInfo).port, seen };
}

/** Every name is at the first of these addresses when it is asked for the first time, and so on; the last one stays. */
function names(...addresses: string[]): Resolve {
  let asked = 0;
  return (_host, _options, callback) => {
    const address = addresses[Math.min(asked++, addresses.length - 1)]!;
    setImmediate(() => callback(null, [{ address, family: address.includes(':') ? 6 : 4 }]));
  };
}

/** What an operator's endpoints do, with the real guard. `kept`: what would be in the table. */
function catalogueBehind(web: PublicWeb) {
  const kept = new Map<number, OfferedModel>();
  const catalogue = {
    stored: async () => [...kept.values()],
    find: async (id: number) => kept.get(id),
    nextId: async () => 11,
    put: async (model: OfferedModel) => void kept.set(model.id, model),
    remove: async (id: number) => void kept.delete(id),
  };
  return { kept, parts: { catalogue, web, vault: { seal: async () => 'sealed' } } };
}

const draftAt = (apiBase: string): ModelDraft => ({
  ...{ name: 'ours', provider: 'openai', modelName: 'qwen-max', kind: 'writing', apiBase, apiKey: 'sk-secret' },
  ...{ config: {}, creditsCost: 8, isActive: true, priority: 1 },
});

const write = (baseUrl: string, web: PublicWeb) =>
  openaiText({ model: 'qwen-max', baseUrl, apiKey: 'sk-secret' }, web).write({ system: 's', prompt: 'p', timeoutMs: 2000 });

const PUBLIC = '47.100.1.2';
/** `PORT` is one that something on this machine listens on. */
const forbidden = [
  ['loopback', 'https://127.0.0.1:PORT/v1', PUBLIC],
  ['loopback of IPv6', 'https://[::1]:PORT/v1', PUBLIC],
  ['a private address', 'https://10.1.2.3:PORT/v1', PUBLIC],
  ['a link-local address', 'https://[fe80::1]:PORT/v1', PUBLIC],
  ['the metadata service', 'https://169.254.169.254/latest/meta-data', PUBLIC],
  ['a name of this machine', 'https://api.partner.cn:PORT/v1', '127.0.0.1'],
  ['a name of a private address', 'https://api.partner.cn:PORT/v1', '192.168.1.1'],
  ['a name of a link-local address', 'https://api.partner.cn:PORT/v1', 'fe80::1'],
  ['a name of the metadata service', 'https://api.partner.cn:PORT/v1', '169.254.169.254'],
] as const;

test.each(forbidden)('api_base of %s is neither saved nor, had it been saved, fetched', async (_, address, resolved) => {
  const { port, seen } = await inside();
  const apiBase = address.replace('PORT', String(port));
  const web = publicWeb({}, names(resolved));
  const { kept, parts } = catalogueBehind(web);
  const refused = { code: 'request.invalid', details: { field: 'api_base' } };
  await expect(addModel(parts, draftAt(apiBase))).rejects.toMatchObject(refused);
  await expect(changeModel(parts, 1, { apiBase, apiKey: 'sk-secret' })).rejects.toMatchObject(refused);
  expect(kept.size).toBe(0);
  await expect(write(apiBase, web)).rejects.toMatchObject({
    code: 'ai.unavailable',
    details: { sent: false, permanent: true, operator: expect.stringContaining('非公网地址') },
  });
  expect(seen.connections).toBe(0);
});

test('a name that was public when it was saved and leads to this machine when it is used is not fetched', async () => {
  const { port, seen } = await inside();
  const web = publicWeb({}, names(PUBLIC, '127.0.0.1'));
  const { kept, parts } = catalogueBehind(web);
  const { apiBase } = await addModel(parts, draftAt(`https://rebind.partner.cn:${port}/v1`));
  expect(kept.size).toBe(1);
  await expect(write(apiBase!, web)).rejects.toMatchObject({ code: 'ai.unavailable', details: { sent: false, permanent: true } });
  expect(seen.connections).toBe(0);
});

test.each([301, 302, 303, 307, 308])('api_base that redirects (%i) to this machine: where it leads is not fetched', async (status) => {
  const target = await inside();
  const outer = await inside((_, response) => response.writeHead(status, { location: `http://127.0.0.1:${target.port}/v1` }).end());
  const origin = `http://127.0.0.1:${outer.port}`;
  const web = publicWeb({ ALLOWED_PRIVATE_ORIGINS: origin });
  await expect(write(`${origin}/v1`, web)).rejects.toMatchObject({ code: 'ai.unavailable', details: { permanent: true } });
  expect([outer.seen.connections, target.seen.connections]).toEqual([1, 0]);
});
