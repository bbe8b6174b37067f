/** An HTTP answer, ready for the wire. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/**
 * What API Gateway makes of a handler's result, payload format 2.0: with a `statusCode` it is the answer; anything else
 * is the body of a 200 in JSON. Undefined where the result is none of these, which API Gateway answers with 500.
 */
export function wireAnswer(result: unknown): WireAnswer | undefined {
  if (!isObject(result) || !('statusCode' in result)) return inferred(result);
  const status = Number(result.statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) return undefined;
  const body = typeof result.body === 'string' ? result.body : result.body === undefined ? '' : JSON.stringify(result.body);
  return { status, headers: headersOf(result), body: Buffer.from(body, result.isBase64Encoded ? 'base64' : 'utf8') };
}

/** The body of API Gateway's own answers. */
export const gatewayAnswer = (status: number, message: string): WireAnswer => jsonWire(status, { message });

export const jsonWire = (status: number, body: object): WireAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify(body)),
});

function inferred(result: unknown): WireAnswer | undefined {
  const body = typeof result === 'string' ? result : JSON.stringify(result);
  if (body === undefined) return undefined;
  return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
}

function headersOf({ headers, cookies, body }: Record<string, unknown>): WireAnswer['headers'] {
  const given = isObject(headers) ? Object.entries(headers) : [];
  const named: Record<string, string> = Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), String(value)]));
  if (body !== undefined) named['content-type'] ??= 'text/plain;charset=utf-8';
  return Array.isArray(cookies) ? { ...named, 'set-cookie': cookies.map(String) } : named;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
