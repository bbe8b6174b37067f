import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Environment } from '../../contract/environment.ts';
import type { SendLive } from '../../domain/live/ports.ts';
import { Sha256 } from '../../kernel/sha256.ts';

const TIMEOUT_MS = 5000;
const GONE = 410;

/** Sends to connections of the stage's WebSocket API at LIVE_URL (`POST /@connections/{id}`). Hand-signed: the client would add 100 KB. */
export function apiGatewaySender({ LIVE_URL: baseUrl }: Environment): SendLive {
  return async (connection, text) => {
    const url = new URL(`${baseUrl}/@connections/${encodeURIComponent(connection)}`);
    const { headers } = await signer().sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port && { port: Number(url.port) }),
      path: url.pathname,
      headers: { host: url.host, 'content-type': 'application/json' },
      body: text,
    });
    const status = await post(url, headers, text);
    if (status === GONE) return 'gone';
    if (status !== 200) throw new Error(`@connections answered HTTP ${status}`);
    return 'sent';
  };
}

const signer = () =>
  new SignatureV4({
    service: 'execute-api',
    region: process.env.AWS_REGION!,
    credentials: {
      accessKeyId: process.env.AWS_ACCESS_KEY_ID!,
      secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY!,
      ...(process.env.AWS_SESSION_TOKEN && { sessionToken: process.env.AWS_SESSION_TOKEN }),
    },
    sha256: Sha256,
  });

const post = (url: URL, headers: Record<string, string>, body: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const sent = request(url, { method: 'POST', headers, timeout: TIMEOUT_MS }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer from ${url.host} within ${TIMEOUT_MS} ms`)));
    sent.on('error', reject).end(body);
  });
