import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Contract, isStreamed } from '#shared/contract/endpoint.ts';
import { gatewayAnswer, jsonWire, type WireAnswer, wireAnswer } from './answer.ts';
import { corsHeaders } from './cors.ts';
import { createDocs } from './docs.ts';
import { httpEvent, type RawRequest, splitTarget } from './event.ts';
import { streamThrough } from './function-url.ts';
import type { Functions } from './functions.ts';
import { faultAnswer, GATEWAY_SECONDS, PAYLOAD_LIMIT, readBody, tooLarge } from './limits.ts';
import { createRouter, isEndpoint, type Match } from './routes.ts';

/** What the terminal says of a request. */
export interface Access {
  method: string;
  path: string;
  status: number;
  ms: number;
  requestId: string;
}

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface GatewayOptions {
  log: (access: Access) => void;
  /** Sees every answer's body. */
  watch?: (body: Buffer) => void;
  /** Whose pages may call it from a browser. */
  origins?: readonly string[];
}

/** API Gateway's HTTP API in front of the functions. */
export function createGateway(
  contracts: readonly Contract[],
  functions: Functions,
  { log, watch = () => {}, origins = [] }: GatewayOptions,
): RequestListener {
  const route = createRouter(contracts);
  const docs = createDocs(contracts);

  async function answer(request: IncomingMessage, raw: Omit<RawRequest, 'body'>, response: ServerResponse): Promise<Answered> {
    const { path } = splitTarget(raw.target);
    const match = find(raw.method, path);
    const refused = () => tooLarge(path, takesPictures(match), raw.id);
    const body = await readBody(request);
    if (!body) return refused();
    const own = raw.method === 'GET' ? await ownPage(path, raw.headers.host) : undefined;
    if (own) return own;
    if (match === 'undecodable') return gatewayAnswer(400, 'Bad Request');
    if (!match) return unknown(path, raw.id);
    const event = httpEvent({ ...raw, body }, match);
    if (Buffer.byteLength(JSON.stringify(event)) > PAYLOAD_LIMIT) return refused();
    if (!isStreamed(match.contract)) return integrate(match, event);
    const streamed = await streamThrough(functions, match.contract, event, response, commonHeaders(raw));
    return 'status' in streamed ? streamed : answerOf(streamed.result);
  }

  const commonHeaders = (raw: Omit<RawRequest, 'body'>): WireAnswer['headers'] => ({
    'x-request-id': raw.id,
    'apigw-requestid': raw.id,
    ...corsHeaders(origins, raw.method, raw.headers),
  });

  /** What only the local gateway has. */
  const ownPage = async (path: string, host: string | undefined): Promise<WireAnswer | undefined> =>
    path === '/healthz' ? jsonWire(200, { status: 'ok' }) : docs(path, host);

  function find(method: string, path: string): Match | 'undecodable' | undefined {
    try {
      return route(method, path);
    } catch {
      return 'undecodable';
    }
  }

  /** For a registry without a `$default` function. */
  function unknown(path: string, requestId: string): WireAnswer {
    const allowed = contracts.filter(isEndpoint).filter(({ method }) => route(method, path));
    if (allowed.length === 0) return faultAnswer(path, 'request.not_found', {}, requestId);
    return faultAnswer(path, 'request.method', { allow: [...new Set(allowed.map(({ method }) => method))].join(', ') }, requestId);
  }

  async function integrate({ contract }: Match, event: unknown): Promise<WireAnswer> {
    let timer: NodeJS.Timeout | undefined;
    const expiry = new Promise<WireAnswer>((resolve) => {
      timer = setTimeout(resolve, GATEWAY_SECONDS * 1000, gatewayAnswer(503, 'Service Unavailable'));
    });
    const work = functions.invoke(contract, event).then(answerOf, () => gatewayAnswer(500, 'Internal Server Error'));
    return Promise.race([work, expiry]).finally(() => clearTimeout(timer));
  }

  return async (request, response) => {
    const raw = { ...facts(request), id: randomUUID(), at: Date.now() };
    const answered = await answer(request, raw, response);
    const { status } = answered;
    const headers = 'headers' in answered ? answered.headers : {};
    if ('body' in answered) {
      const { body } = answered;
      const length = status === 204 || status === 304 ? {} : { 'content-length': body.length };
      response.writeHead(status, { ...commonHeaders(raw), ...headers, ...length });
      response.end(body);
      watch(body);
    }
    const { path } = splitTarget(raw.target);
    log({ method: raw.method, path, status, ms: Date.now() - raw.at, requestId: String(headers['x-request-id'] ?? raw.id) });
  };
}

/** What is sent, or the status of what was sent already. */
type Answered = WireAnswer | { status: number };

/** Partners get what AWS itself says: decisions.md has them told of the gateway's 413. */
const takesPictures = (match: Match | 'undecodable' | undefined): boolean =>
  typeof match === 'object' && match.contract.files !== undefined && match.contract.api !== 'partner';

function answerOf(result: unknown): WireAnswer {
  const tooBig = Buffer.byteLength(JSON.stringify(result) ?? '') > PAYLOAD_LIMIT;
  return (tooBig ? undefined : wireAnswer(result)) ?? gatewayAnswer(500, 'Internal Server Error');
}

const facts = (request: IncomingMessage) => ({
  method: request.method ?? 'GET',
  target: request.url ?? '/',
  headers: request.headers,
  sourceIp: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
});
