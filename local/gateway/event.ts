import type { IncomingHttpHeaders } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Match } from './routes.ts';

/** A request as it came over the wire. */
export interface RawRequest {
  id: string;
  method: string;
  /** Path and query, undecoded. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
  sourceIp: string;
  /** Milliseconds of its arrival. */
  at: number;
}

const STAGE = '$default';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The event of an HTTP API's Lambda integration, payload format 2.0. */
export function httpEvent(request: RawRequest, match: Pick<Match, 'routeKey' | 'pathParameters'>): APIGatewayProxyEventV2 {
  const { path, query } = splitTarget(request.target);
  const { cookie, ...headers } = request.headers;
  const parameters = queryParameters(query);
  return {
    version: '2.0',
    routeKey: match.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie ? { cookies: cookie.split(/; */) } : {}),
    headers: withGatewayHeaders(headers, request),
    ...(parameters ? { queryStringParameters: parameters } : {}),
    requestContext: requestContext(request, match.routeKey, path),
    ...(match.pathParameters ? { pathParameters: match.pathParameters } : {}),
    ...encodedBody(request),
  };
}

export function splitTarget(target: string): { path: string; query: string } {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: '' } : { path: target.slice(0, at), query: target.slice(at + 1) };
}

/** Decoded; the values of a repeated name are joined by commas. */
function queryParameters(query: string): Record<string, string> | undefined {
  if (!query) return undefined;
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) joined[name] = joined[name] === undefined ? value : `${joined[name]},${value}`;
  return joined;
}

function withGatewayHeaders(headers: IncomingHttpHeaders, { id, sourceIp, at }: RawRequest): Record<string, string> {
  const joined = Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]);
  const { 'x-forwarded-for': before, ...rest } = Object.fromEntries(joined);
  const trace = `${Math.floor(at / 1000).toString(16)}-${id.replaceAll('-', '').slice(0, 24)}`;
  return {
    ...rest,
    'x-amzn-trace-id': `Root=1-${trace}`,
    'x-forwarded-for': before ? `${before}, ${sourceIp}` : sourceIp,
    'x-forwarded-port': rest.host?.split(':').at(-1) ?? '',
    'x-forwarded-proto': 'http',
  };
}

function requestContext(request: RawRequest, routeKey: string, path: string): APIGatewayProxyEventV2['requestContext'] {
  const domainName = request.headers.host?.replace(/:\d+$/, '') ?? 'localhost';
  return {
    accountId: '000000000000',
    apiId: 'local',
    domainName,
    domainPrefix: domainName.split('.')[0]!,
    http: {
      method: request.method,
      path,
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: request.id,
    routeKey,
    stage: STAGE,
    time: commonLogTime(request.at),
    timeEpoch: request.at,
  };
}

/** `21/Nov/2026:07:13:39 +0000`. */
function commonLogTime(ms: number): string {
  const [day, time] = new Date(ms).toISOString().split('T');
  const [year, month, date] = day!.split('-');
  return `${date}/${MONTHS[Number(month) - 1]}/${year}:${time!.slice(0, 8)} +0000`;
}

/** An HTTP API hands these over as text and everything else in base64, forms too. */
const TEXT = /^(text\/|application\/(json|javascript|xml)\b|[^;]+\+(json|xml)\b)/i;

function encodedBody({ headers, body }: RawRequest): { body?: string; isBase64Encoded: boolean } {
  if (body.length === 0) return { isBase64Encoded: false };
  const isBase64Encoded = !TEXT.test(headers['content-type'] ?? '');
  return { body: body.toString(isBase64Encoded ? 'base64' : 'utf8'), isBase64Encoded };
}
