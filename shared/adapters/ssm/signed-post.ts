import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { SignatureV4 } from '@smithy/signature-v4';
import { Sha256 } from '../../kernel/sha256.ts';

const TIMEOUT_MS = 5000;

/** One call of an AWS JSON 1.1 service, signed with the credentials of the environment. Throws the service's error type and message. */
export async function postSigned(service: string, target: string, payload: unknown): Promise<unknown> {
  const url = endpointOf(service);
  const body = JSON.stringify(payload);
  const signed = await signer(service).sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port && { port: Number(url.port) }),
    path: '/',
    headers: { host: url.host, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
    body,
  });
  const { status, answer } = await post(url, signed.headers, body);
  const parsed = JSON.parse(answer) as { __type?: string; message?: string };
  if (status !== 200) throw new Error(`${target}: ${parsed.__type ?? status} ${parsed.message ?? ''}`);
  return parsed;
}

function endpointOf(service: string): URL {
  const { AWS_REGION, AWS_ENDPOINT_URL, [`AWS_ENDPOINT_URL_${service.toUpperCase()}`]: own } = process.env;
  return new URL(own || AWS_ENDPOINT_URL || `https://${service}.${AWS_REGION}.amazonaws.com`);
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

function post(url: URL, headers: Record<string, string>, body: string): Promise<{ status: number; answer: string }> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', headers, timeout: TIMEOUT_MS }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, answer }), reject);
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer from ${url.host} within ${TIMEOUT_MS} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}
