import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Sockets } from './sockets.ts';

export interface Management {
  /** LIVE_URL. */
  url: string;
  close(): Promise<void>;
}

const PATH = /^\/@connections\/([^/]+)$/;

/** API Gateway's own API for connections: `POST` sends, `DELETE` ends, `GET` asks; 410 where there is none. Signatures are asked for, not checked. */
export async function startManagement(sockets: Pick<Sockets, 'send' | 'disconnect'>): Promise<Management> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const connection = decodeURIComponent(PATH.exec(request.url ?? '')?.[1] ?? '');
    const signed = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') === true;
    const act = { POST: () => sockets.send(connection, body), DELETE: () => sockets.disconnect(connection) }[request.method ?? ''];
    const status = !signed ? 403 : !act || connection === '' ? 404 : act() ? 200 : 410;
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
