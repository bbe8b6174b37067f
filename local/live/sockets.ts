import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Contract, Socket } from '#shared/contract/endpoint.ts';
import type { Functions } from '../gateway/functions.ts';
import { socketEvent } from './events.ts';

/** Where clients connect: `ws://localhost:3000/live?token=…`. */
export const LIVE_PATH = '/live';
/** What the gateway takes of one message. */
const MESSAGE_LIMIT = 128 * 1024;
const INTERNAL_ERROR = 1011;

export interface Sockets {
  /** A request to change over to WebSocket, at the API's port. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Whether there is such a connection; it is sent the text then. */
  send(connection: string, text: string): boolean;
  disconnect(connection: string): boolean;
  close(): Promise<void>;
}

/** API Gateway's WebSocket API in front of the functions. `changed` hears how many connections are open. */
export function createSockets(contracts: readonly Contract[], functions: Functions, changed: (open: number) => Promise<void>): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_LIMIT });
  const open = new Map<string, WebSocket>();
  const routes = new Map(contracts.filter((contract): contract is Socket => contract.kind === 'socket').map((one) => [one.route, one]));
  const run = async (route: Socket['route'], facts: Parameters<typeof socketEvent>[1]): Promise<number> => {
    const contract = routes.get(route);
    if (!contract) return 200;
    const { statusCode = 500 } = (await functions.invoke(contract, socketEvent(route, facts))) as { statusCode?: number };
    return statusCode;
  };

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== LIVE_PATH || !routes.has('$connect')) return refuse(socket, 404);
    const connectedAt = Date.now();
    const connection = `${randomBytes(11).toString('base64url')}=`;
    const sourceIp = request.socket.remoteAddress ?? '';
    const facts = () => ({ connection, connectedAt, sourceIp, at: Date.now() });
    const query = Object.fromEntries(url.searchParams);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const status = await run('$connect', { ...facts(), query, headers }).catch(() => 500);
    if (status >= 300) return refuse(socket, status);
    // What changes from here on is to be heard of.
    await changed(open.size + 1);
    server.handleUpgrade(request, socket, head, (client) => {
      open.set(connection, client);
      client.on('message', (data) => {
        run('$default', { ...facts(), body: String(data) }).catch(() => client.close(INTERNAL_ERROR));
      });
      client.on('close', () => {
        open.delete(connection);
        void changed(open.size);
        run('$disconnect', facts()).catch(() => {});
      });
      client.on('error', () => client.terminate());
    });
  }

  return {
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      accept(request, socket, head).catch(() => socket.destroy());
    },
    send: (connection, text) => {
      const client = open.get(connection);
      client?.send(text);
      return client !== undefined;
    },
    disconnect: (connection) => {
      const client = open.get(connection);
      client?.close();
      return client !== undefined;
    },
    async close() {
      for (const client of open.values()) client.terminate();
      server.close();
    },
  };
}

/** All that the gateway says to somebody whom `$connect` doesn't let in. */
const refuse = (socket: Duplex, status: number): void =>
  void socket.end(`HTTP/1.1 ${status} \r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
