import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Resolve } from '#shared/adapters/public-fetch/lookup.ts';
import { publicWeb } from '#shared/adapters/public-fetch/web.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on this machine, and the connections that it got. */
async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const seen = { connections: 0 };
  server.on('connection', () => seen.connections++);
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, port, seen };
}

/** Answers each resolution with the next of these lists of addresses; the last one stays. */
function resolver(...answers: string[][]): Resolve & { asked: string[] } {
  const asked: string[] = [];
  const resolve: Resolve = (host, _options, callback) => {
    const addresses = answers[Math.min(asked.push(host), answers.length) - 1]!;
    const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    setImmediate(() => callback(null, found));
  };
  return Object.assign(resolve, { asked });
}

const refused = { code: 'request.invalid', details: { sent: false, permanent: true } };
const soon = () => AbortSignal.timeout(300);

test.each([
  ...['https://127.0.0.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://127.1/', 'https://0/'],
  ...['https://169.254.169.254/latest/meta-data/', 'https://[::1]/', 'https://[::ffff:169.254.169.254]/', 'https://[fd00:ec2::254]/'],
  ...['https://10.1.2.3:8443/', 'https://100.64.0.1/', 'https://①②⑦.0.0.1/'],
])('%s is neither admitted nor fetched', async (address) => {
  const web = publicWeb({}, resolver(['8.8.8.8']));
  await expect(web.admit(address, 'callback_url')).rejects.toMatchObject({ code: 'request.invalid', details: { field: 'callback_url' } });
  await expect(web.request(address, { signal: soon() })).rejects.toMatchObject(refused);
});

test.each([
  [['127.0.0.1']],
  [['10.0.0.8']],
  [['::1']],
  [['::ffff:127.0.0.1']],
  [['8.8.8.8', '192.168.0.1']],
  [['2606:4700::1', 'fd00::1']],
])('a public name that resolves to %j is neither admitted nor connected to', async (addresses) => {
  const { port, seen } = await serve((_, response) => response.end('secret'));
  const web = publicWeb({}, resolver(addresses));
  await expect(web.admit(`https://api.partner.cn:${port}/`, 'api_base')).rejects.toMatchObject({ code: 'request.invalid' });
  await expect(web.request(`https://api.partner.cn:${port}/`, { signal: soon() })).rejects.toMatchObject(refused);
  expect(seen.connections).toBe(0);
});

test('a name that was public when it was given and private later is not connected to', async () => {
  const { port, seen } = await serve((_, response) => response.end('secret'));
  const web = publicWeb({}, resolver(['8.8.8.8'], ['127.0.0.1']));
  const url = await web.admit(`https://rebind.partner.cn:${port}/`, 'api_base');
  await expect(web.request(url, { signal: soon() })).rejects.toMatchObject(refused);
  expect(seen.connections).toBe(0);
});

test('one request makes one resolution, so nothing can come between check and connection', async () => {
  const { port, seen } = await serve((_, response) => response.end('secret'));
  const resolve = resolver(['2000::1'], ['127.0.0.1']);
  await expect(publicWeb({}, resolve).request(`https://rebind.partner.cn:${port}/`, { signal: soon() })).rejects.toThrow();
  expect(resolve.asked).toEqual(['rebind.partner.cn']);
  expect(seen.connections).toBe(0);
});

test('a name that nobody knows is not admitted', async () => {
  const unknown: Resolve = (_host, _options, callback) => callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
  await expect(publicWeb({}, unknown).admit('https://nowhere.partner.cn/', 'api_base')).rejects.toThrow('无法解析');
});

test('a redirect is an answer: where it leads is never asked', async () => {
  const inside = await serve((_, response) => response.end('secret'));
  const outside = await serve((_, response) => response.writeHead(302, { location: `${inside.origin}/latest/meta-data/` }).end());
  const web = publicWeb({ ALLOWED_PRIVATE_ORIGINS: `https://proxy.corp:8443, ${outside.origin}` });
  const answer = await web.request(`${outside.origin}/hook`, { method: 'POST', body: '{}' });
  expect(answer.status).toBe(302);
  expect(inside.seen.connections).toBe(0);
});

test('method, headers and body arrive, and the answer comes back as the standard has it', async () => {
  const { origin } = await serve(async (request, response) => {
    const chunks = await request.toArray();
    response.writeHead(418, { 'content-type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] });
    response.end(`${request.method} ${request.url} ${request.headers['x-signature']} ${Buffer.concat(chunks)}`);
  });
  const web = publicWeb({ ALLOWED_PRIVATE_ORIGINS: origin });
  const answer = await web.request(`${origin}/hook?a=1`, { method: 'POST', headers: { 'X-Signature': 'abc' }, body: '已完成' });
  expect(answer.status).toBe(418);
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await answer.text()).toBe('POST /hook?a=1 abc 已完成');
});

test('an answer arrives piece by piece, not at its end', async () => {
  const { origin } = await serve((_, response) => response.write('first'));
  const answer = await publicWeb({ ALLOWED_PRIVATE_ORIGINS: origin }).request(origin, { signal: AbortSignal.timeout(5000) });
  const reader = answer.body!.getReader();
  expect(Buffer.from((await reader.read()).value!).toString()).toBe('first');
  await reader.cancel();
});

test('a server that never answers is given up at the signal', async () => {
  const { origin } = await serve(() => {});
  await expect(publicWeb({ ALLOWED_PRIVATE_ORIGINS: origin }).request(origin, { signal: soon() })).rejects.toMatchObject({
    name: expect.stringMatching(/Abort|Timeout/),
  });
});

test('an endless answer is cut off', async () => {
  const { origin } = await serve((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(1 << 20)));
    };
    response.on('drain', more);
    more();
  });
  const answer = await publicWeb({ ALLOWED_PRIVATE_ORIGINS: origin }).request(origin);
  await expect(answer.arrayBuffer()).rejects.toThrow();
});

test('an answer that nobody wants to read can be left, and what still comes of it hurts nobody', async () => {
  const { origin } = await serve((_, response) => {
    response.writeHead(200).flushHeaders();
    for (let at = 0; at < 50; at++) setTimeout(() => response.write('more and more'), at);
  });
  const uncaught: unknown[] = [];
  const note = (error: unknown): number => uncaught.push(error);
  process.on('uncaughtException', note);
  for (let calls = 0; calls < 20; calls++) await (await publicWeb({ ALLOWED_PRIVATE_ORIGINS: origin }).request(origin)).body?.cancel();
  await new Promise((resolve) => setTimeout(resolve, 200));
  process.off('uncaughtException', note);
  expect(uncaught).toEqual([]);
});

test('an answer that the standard has no form for is an error of this request alone', async () => {
  const { origin } = await serve((_, response) => response.writeHead(999).end());
  await expect(publicWeb({ ALLOWED_PRIVATE_ORIGINS: origin }).request(origin)).rejects.toThrow();
});
