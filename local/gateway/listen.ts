import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { RequestListener } from './gateway.ts';

export interface Listening {
  port: number;
  close(): Promise<void>;
}

/** Someone else has the port that we were told to take. */
export class PortTaken extends Error {
  readonly port: number;
  constructor(port: number, cause: unknown) {
    super(`port ${port} is taken`, { cause });
    this.name = 'PortTaken';
    this.port = port;
  }
}

/** What to do with a request to change over to another protocol. */
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Serves on 127.0.0.1 and, where the machine has it, on ::1, which `localhost` may mean; never beyond this machine. A
 * client at 127.0.0.5 is seen as 127.0.0.5. Port 0 takes a free one.
 */
export async function listen(port: number, listener: RequestListener, upgrade?: Upgrade): Promise<Listening> {
  const server = await bind(port, '127.0.0.1', listener, upgrade);
  const bound = (server.address() as AddressInfo).port;
  const second = await bind(bound, '::1', listener, upgrade).catch((error) => {
    if (error instanceof PortTaken && port !== 0) {
      server.close();
      throw error;
    }
  });
  const servers = second ? [server, second] : [server];
  return { port: bound, close: async () => void (await Promise.all(servers.map(close))) };
}

async function bind(port: number, host: string, listener: RequestListener, upgrade?: Upgrade): Promise<Server> {
  const server = createServer((request, response) => {
    // The client left before its body was whole: nobody is there to answer.
    listener(request, response).catch(() => response.destroy());
  });
  if (upgrade) server.on('upgrade', upgrade);
  server.listen(port, host);
  await once(server, 'listening').catch((error) => {
    throw error.code === 'EADDRINUSE' ? new PortTaken(port, error) : error;
  });
  return server;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
