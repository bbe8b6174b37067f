import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** One request of a client to the deployed API. */
export interface Exchange {
  method: string;
  path: string;
  status: number;
  ms: number;
}

export interface Forwarder {
  url: string;
  close(): Promise<void>;
}

/** Which host a request is for: `fetch` won't let a client say that in `Host`. */
export const FOR_HOST = 'x-for-host';

/** Passes requests on to the emulator as they are, with the `Host` that they are for, by which it knows the API. */
export async function startForwarder(emulatorPort: number, seen: (exchange: Exchange) => void): Promise<Forwarder> {
  const server = createServer((incoming, outgoing) => {
    const began = performance.now();
    outgoing.once('finish', () =>
      seen({
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        status: outgoing.statusCode,
        ms: Math.round(performance.now() - began),
      }),
    );
    pass(emulatorPort, incoming, outgoing).catch(() => outgoing.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function pass(port: number, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const { [FOR_HOST]: host, ...others } = incoming.headers;
  const headers = { ...others, host: String(host) };
  const { method, url: path } = incoming;
  const onward = request({ host: '127.0.0.1', port, method, path, headers, agent: false });
  const answered = once(onward, 'response');
  await pipeline(incoming, onward);
  const [answer] = (await answered) as [IncomingMessage];
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  await pipeline(answer, outgoing);
}
