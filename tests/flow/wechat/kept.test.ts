import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { wechatWebPay } from '#shared/adapters/wechat/web-pay.ts';
import { orderRequest, secret, startWechat, VERSIONS } from './support.ts';

/** Passes everything on; cuts a connection that is used again `cuts` times. */
async function startRelay(target: string, cuts: number): Promise<{ url: string; cut: () => number }> {
  const used = new WeakSet<Socket>();
  let cut = 0;
  const server = createServer((incoming, outgoing) => {
    if (used.has(incoming.socket) && cut < cuts) {
      cut++;
      incoming.socket.destroy();
      return;
    }
    used.add(incoming.socket);
    const headers = { ...incoming.headers, host: new URL(target).host };
    const onward = request(target + incoming.url, { method: incoming.method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode!, { ...answer.headers, connection: 'keep-alive' });
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cut: () => cut };
}

test.each(VERSIONS)('a kept connection that was closed meanwhile costs no order its payment: %s', async (version) => {
  const { outside, env } = await startWechat(version);
  const relay = await startRelay(outside.url, 1);
  const web = wechatWebPay({ ...env, WECHAT_PAY_BASE_URL: `${relay.url}/wechatpay` }, secret);
  const [first, second] = [orderRequest(), orderRequest()];
  await web.open(first);
  expect(await web.open(second)).toEqual({ paymentUrl: expect.stringContaining(second.orderId) });
  expect(relay.cut()).toBe(1);
  expect(await web.query(second.orderId)).toMatchObject({ state: 'pending' });
});
