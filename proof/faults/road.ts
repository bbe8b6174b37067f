import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Message } from '#local/outside/notifier.ts';
import { acknowledge as acknowledgeAlipay } from '#shared/adapters/alipay/acknowledge.ts';
import { acknowledge as acknowledgeWechat } from '#shared/adapters/wechat/acknowledge.ts';

/** The way by which outside services reach us (`PUBLIC_URL`), on which deliveries can get lost. */
export interface Road {
  url: string;
  /** Where it leads, once that is known. */
  leadTo(url: string): void;
  /** Loses the next deliveries, or only their answers. Counts from here. */
  lose(times: number, carriedOut: boolean): void;
  /** Keeps what is sent during `act` and tells its sender that it arrived: a proof delivers it as it likes. */
  catching(act: () => Promise<unknown>): Promise<Message[]>;
  /** How many have come and gone. */
  deliveries(): number;
  close(): Promise<void>;
}

export async function startRoad(): Promise<Road> {
  let target = '';
  let losing = { times: 0, carriedOut: false };
  let begun = 0;
  let delivered = 0;
  let caught: Message[] | undefined;
  const server = createServer(async (incoming, outgoing) => {
    const isLost = begun++ < losing.times;
    outgoing.once('close', () => {
      delivered++;
    });
    const body = new Uint8Array(await buffer(incoming));
    if (isLost && !losing.carriedOut) return void incoming.socket.destroy();
    const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...kept } = incoming.headers;
    const headers = kept as Record<string, string>;
    if (caught) {
      const message = { headers, body: Buffer.from(body).toString('utf8') };
      caught.push(message);
      const { status, contentType, body: text } = accepted(incoming.url ?? '', message);
      return void outgoing.writeHead(status, { 'content-type': contentType }).end(text);
    }
    const answer = await fetch(target + incoming.url, { method: incoming.method ?? 'POST', headers, body });
    const text = await answer.text();
    if (isLost) return void incoming.socket.destroy();
    outgoing.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(text);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (url) => {
      target = url;
    },
    lose: (times, carriedOut) => {
      losing = { times, carriedOut };
      begun = 0;
      delivered = 0;
    },
    deliveries: () => delivered,
    async catching(act) {
      const kept: Message[] = [];
      caught = kept;
      try {
        await act();
      } finally {
        caught = undefined;
      }
      return kept;
    },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What the sender takes for an acknowledgement. */
const accepted = (path: string, message: Message) => (path.includes('alipay') ? acknowledgeAlipay(true) : acknowledgeWechat(message, true));
