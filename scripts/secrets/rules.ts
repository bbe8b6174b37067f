import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { publicKeyOf } from '#shared/adapters/alipay/ours.ts';
import { privateKeyOf } from '#shared/adapters/alipay/seller.ts';
import { keyRing } from '#shared/adapters/vault/key-ring.ts';
import { type SecretName, secretNames } from '#shared/contract/secrets.ts';
import { UsageError } from '../operator/command.ts';

/** Of a standard parameter, in bytes. */
const LONGEST = 4096;

/** What a value must be to work at all. Each answers what is wrong with it, or nothing. */
const rules: Partial<Record<SecretName, (value: string) => string | undefined>> = {
  JWT_SECRET: (value) => (value.length < 32 ? 'needs 32 characters or more: let --generate make one' : undefined),
  WECHAT_PAY_V3_KEY: (value) => (Buffer.byteLength(value) === 32 ? undefined : 'has exactly 32 bytes'),
  WECHAT_PAY_PRIVATE_KEY: (value) => parses(() => createPrivateKey(value), 'is a PEM private key (apiclient_key.pem)'),
  WECHAT_PAY_PUBLIC_KEY: (value) =>
    parses(
      () => (value.includes('CERTIFICATE') ? new X509Certificate(value) : createPublicKey(value)),
      'is a PEM public key or certificate',
    ),
  ALIPAY_PRIVATE_KEY: (value) => (privateKeyOf(value) ? undefined : "is the app's private key (应用私钥), as base64 or PEM"),
  ALIPAY_PUBLIC_KEY: (value) => (publicKeyOf(value) ? undefined : "is Alipay's public key (支付宝公钥), as base64 or PEM"),
  VAULT_KEYS: (value) => parses(() => keyRing(value), 'is a ring of keys: let --generate make one'),
  GOOGLE_CREDENTIALS: (value) => (hasKey(value) ? undefined : "is the JSON of a service account's key"),
};

function parses(parse: () => unknown, what: string): string | undefined {
  try {
    parse();
    return undefined;
  } catch {
    return what;
  }
}

function hasKey(value: string): boolean {
  try {
    const { client_email, private_key } = JSON.parse(value);
    return typeof client_email === 'string' && typeof private_key === 'string';
  } catch {
    return false;
  }
}

export function secretName(name: string | undefined): SecretName {
  const known = secretNames.find((one) => one === name);
  if (!known) throw new UsageError(`There is no secret ${name ?? 'without a name'}. There are: ${secretNames.join(', ')}`);
  return known;
}

/** Throws what is wrong with a value, without saying the value. */
export function checkSecret(name: SecretName, value: string): void {
  if (value === '') throw new UsageError(`${name} is empty; nothing was changed`);
  if (Buffer.byteLength(value) > LONGEST) throw new UsageError(`${name} is longer than the ${LONGEST} bytes that a parameter holds`);
  const wrong = rules[name]?.(value);
  if (wrong) throw new UsageError(`${name} ${wrong}; nothing was changed`);
}
