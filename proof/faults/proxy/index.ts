import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Director } from './director.ts';
import { type Answer, shortFilms } from './films.ts';
import type { Exchange, Service } from './labels.ts';
import { type RefusalKind, refusalOf } from './refusals.ts';

const KEPT_MS = 600_000;

export interface Relay {
  url: string;
  close(): Promise<void>;
}

/**
 * Stands before `upstream` on 127.0.0.1. The `Host` stays as the client has it, so presigned URLs lead through here too.
 * `onCarried` hears of each call that was carried out, whatever became of its answer.
 */
export async function startProxy(
  service: Service,
  upstream: string,
  director: Director,
  onCarried: (exchange: Exchange) => void = () => {},
): Promise<Relay> {
  const agent = new Agent({ keepAlive: true });
  const carry = shortFilms(async (exchange) => {
    const answer = await forwarded(agent, upstream, exchange);
    if (answer.status < 300) onCarried(exchange);
    return answer;
  });
  const server = createServer((incoming, outgoing) => {
    pass(incoming, outgoing).catch(() => incoming.socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A connection that is closed between two calls would look like a fault that nobody ordered.
  server.keepAliveTimeout = KEPT_MS;

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const exchange = await exchangeOf(service, incoming);
    const forward = () => carry(exchange);
    const strike = director.next(exchange);
    if (!strike) return send(outgoing, await forward());
    const { fault, late, meanwhile } = strike;
    if (fault === 'fail-before' || fault === 'throttle' || fault === 'conflict') return refuse(outgoing, fault, exchange);
    if (fault === 'stall' && !late) await meanwhile();
    const answer = fault === 'kill' && !late ? undefined : await forward();
    if ((fault === 'stall' && late) || fault === 'kill') await meanwhile();
    if (fault === 'stall' && answer) send(outgoing, answer);
    else if (fault === 'lose-answer' && service === 'outside' && !late) refuse(outgoing, 'fail-before', exchange);
    else incoming.socket.destroy();
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

async function exchangeOf(service: Service, incoming: IncomingMessage): Promise<Exchange> {
  const { method = 'GET', headers } = incoming;
  return { service, method, headers, url: new URL(incoming.url ?? '/', `http://${headers.host}`), body: await buffer(incoming) };
}

function forwarded(agent: Agent, upstream: string, { method, url, headers, body }: Exchange): Promise<Answer> {
  const { 'transfer-encoding': _, expect: __, ...kept } = headers;
  const { hostname, port } = new URL(upstream);
  const sized = body.length > 0 || headers['content-length'] ? { ...kept, 'content-length': String(body.length) } : kept;
  const options = { agent, hostname, port, method, path: url.pathname + url.search, headers: sized };
  return new Promise((resolve, reject) => {
    const call = request(options, (response) => {
      buffer(response).then((bytes) => resolve({ status: response.statusCode ?? 502, headers: response.rawHeaders, body: bytes }), reject);
    });
    call.once('error', reject).end(body);
  });
}

function refuse(outgoing: ServerResponse, kind: RefusalKind, exchange: Exchange): void {
  const { status, type, body } = refusalOf(kind, exchange);
  send(outgoing, { status, headers: ['content-type', type], body: Buffer.from(body) });
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  const own = new Set(['transfer-encoding', 'connection', 'keep-alive', 'date']);
  for (let at = 0; at < headers.length; at += 2)
    if (!own.has(headers[at]!.toLowerCase())) outgoing.appendHeader(headers[at]!, headers[at + 1]!);
  outgoing.writeHead(status);
  outgoing.end(body);
}
