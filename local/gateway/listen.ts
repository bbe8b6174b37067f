import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
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

/**
 * Serves on 127.0.0.1 and, where the machine has it, on ::1, which `localhost` may mean; never beyond this machine. A
 * client at 127.0.0.5 is seen as 127.0.0.5. Port 0 takes a free one.
 */
export async function listen(port: number, listener: RequestListener): Promise<Listening> {
  const server = await bind(port, '127.0.0.1', listener);
  const bound = (server.address() as AddressInfo).port;
  const second = await bind(bound, '::1', listener).catch((error) => {
    if (error instanceof PortTaken && port !== 0) {
      server.close();
      throw error;
    }
  });
  const servers = second ? [server, second] : [server];
  return { port: bound, close: async () => void (await Promise.all(servers.map(close))) };
}

async function bind(port: number, host: string, listener: RequestListener): Promise<Server> {
  const server = createServer((request, response) => {
    // The client left before its body was whole: nobody is there to answer.
    listener(request, response).catch(() => response.destroy());
  });
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
