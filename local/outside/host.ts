import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Call, CallLog } from './calls.ts';
import { FaultBoard } from './faults.ts';
import { homePage, operate } from './operator.ts';
import type { Answer, Exchange, OutsideService } from './service.ts';

const BODY_LIMIT = 30 * 1024 * 1024;

/** The stand-ins of all outside services, on one port. */
export interface Outside {
  /** `http://127.0.0.1:PORT`; the services' base URLs are this and their prefix. */
  url: string;
  calls: CallLog;
  faults: FaultBoard;
  close(): Promise<void>;
}

/** Starts the stand-ins on 127.0.0.1. Port 0 takes a free one; a taken port is an error that names it. */
export async function startOutside({ port, services }: { port: number; services: OutsideService[] }): Promise<Outside> {
  const host: Host = { services, calls: new CallLog(), faults: new FaultBoard() };
  const server = createServer((request, response) => {
    answer(host, request, response).catch((error) => {
      if (!response.headersSent) send(response, { status: 500, body: `stand-in failed: ${error}\n` });
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error) => {
    throw error.code === 'EADDRINUSE' ? new Error(`port ${port} for the outside services is taken`, { cause: error }) : error;
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: host.calls,
    faults: host.faults,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await Promise.all(services.map((service) => service.close?.()));
    },
  };
}

interface Host {
  services: OutsideService[];
  calls: CallLog;
  faults: FaultBoard;
}

async function answer(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (!body) return send(response, { status: 413, body: `bodies are limited to ${BODY_LIMIT} bytes\n` });
  const exchange = asExchange(request, body);
  const path = exchange.url.pathname;
  if (path === '/') return send(response, homePage(host.services));
  if (path === '/faults' || path === '/calls') return send(response, operate(exchange, host));

  const service = host.services.find(({ prefixes }) => prefixes.some((prefix) => below(prefix, path)));
  if (!service) return send(response, { status: 404, body: `no stand-in serves ${path}\n` });
  if (service.pages?.some((page) => below(page, path))) return send(response, await service.handle(exchange));
  await serveCall(host, service, exchange, response);
}

async function serveCall(host: Host, service: OutsideService, exchange: Exchange, response: ServerResponse): Promise<void> {
  const call = host.calls.record(service.name, exchange);
  const fault = host.faults.take(service.name);
  if (fault?.mode === 'hang') return hang(response, fault.delayMs);
  if (fault?.mode === 'slow') await pause(response, fault.delayMs ?? 0);
  const failing = fault && fault.mode !== 'slow' && fault.mode !== 'cut' ? fault.mode : undefined;
  try {
    if (fault?.mode === 'cut') return cut(response, await service.handle(exchange));
    send(response, await (failing ? service.fault(failing, exchange) : service.handle(exchange)), call);
  } catch (error) {
    send(response, { status: 500, body: `stand-in failed: ${error}\n` }, call);
  }
}

/** Leaves the client without an answer, and cuts the line after `delayMs` if that is given. */
function hang(response: ServerResponse, delayMs: number | undefined): void {
  if (delayMs === undefined) return;
  const timer = setTimeout(() => response.destroy(), delayMs);
  response.once('close', () => clearTimeout(timer));
}

/** Does what it is asked and announces the whole answer; the line drops in the middle of it. */
function cut(response: ServerResponse, { status, headers, body = '' }: Answer): void {
  if (isStream(body)) return void response.destroy();
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', ...headers, 'content-length': bytes.length });
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

/** Waits, but not longer than the client does. */
const pause = (response: ServerResponse, delayMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });

function send(response: ServerResponse, { status, headers, body }: Answer, call?: Call): void {
  if (response.destroyed) return;
  if (call) call.status = status;
  if (isStream(body)) {
    response.writeHead(status, headers);
    // A client that goes away, or a line that is to drop, is no failure of the stand-in.
    pipeline(Readable.from(body), response).catch(() => response.destroy());
    return;
  }
  const plain = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
  const type = plain ? 'text/plain; charset=utf-8' : 'application/json; charset=UTF-8';
  response.writeHead(status, { 'content-type': type, ...headers }).end(plain ? body : JSON.stringify(body));
}

const isStream = (body: Answer['body']): body is AsyncIterable<string> =>
  typeof body === 'object' && !Buffer.isBuffer(body) && Symbol.asyncIterator in body;

const below = (prefix: string, path: string): boolean => path === prefix || path.startsWith(`${prefix}/`);

function asExchange(request: IncomingMessage, body: Buffer): Exchange {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]));
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`),
    headers,
    body,
  };
}

/** The whole body; `undefined` when it is too large. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= BODY_LIMIT) chunks.push(chunk);
  }
  return length > BODY_LIMIT ? undefined : Buffer.concat(chunks);
}
