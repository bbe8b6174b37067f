import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from '../kernel/sha256.ts';

const TIMEOUT_MS = 5000;

/** The parts of a call to a service of AWS; `service` is the name that its signature has. */
export interface SignedPost {
  service: string;
  url: URL;
  headers: Record<string, string>;
  body: string;
}

/** POSTs to AWS without the service's client, signed with the credentials of the environment. Rejects without an answer within 5 s. */
export async function postSigned({ service, url, headers: plain, body }: SignedPost): Promise<{ status: number; answer: string }> {
  const { headers } = await signer(service).sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port && { port: Number(url.port) }),
    path: url.pathname,
    headers: { host: url.host, ...plain },
    body,
  });
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, timeout: TIMEOUT_MS }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, answer }), reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer from ${url.host} within ${TIMEOUT_MS} ms`)));
    sent.on('error', reject).end(body);
  });
}

const signer = (service: string) =>
  new SignatureV4({
    service,
    region: process.env.AWS_REGION!,
    credentials: {
      accessKeyId: process.env.AWS_ACCESS_KEY_ID!,
      secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY!,
      ...(process.env.AWS_SESSION_TOKEN && { sessionToken: process.env.AWS_SESSION_TOKEN }),
    },
    sha256: Sha256,
  });
