import { hmacSha256 } from '../../kernel/hmac.ts';

const PREFIX = 'whsec_';

/**
 * The headers of Standard Webhooks (standardwebhooks.com): `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64, once for each secret
 * that is taken, so that a receiver may change over. A secret is `whsec_` and its bytes in base64. `at`: milliseconds.
 */
export function signedHeaders(secrets: readonly string[], id: string, at: number, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map((secret) => `v1,${hmacSha256(bytesOf(secret), `${id}.${timestamp}.${body}`)}`);
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Darkroom-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}

const bytesOf = (secret: string): Uint8Array => Uint8Array.from(atob(secret.slice(PREFIX.length)), (char) => char.charCodeAt(0));
