import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Vault } from '../../domain/vault/ports.ts';
import { lazily } from '../../kernel/lazily.ts';
import { type KeyRing, keyRing } from './key-ring.ts';

const ALGORITHM = 'aes-256-gcm';
/** NIST SP 800-38D: 96 bits, random; safe for 2^32 secrets under one key. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under a ring of master keys. A sealed secret is `v1.<key id>.<iv, tag and ciphertext in base64url>`; its key's id and
 * `about` are authenticated with it. `readKeys` is asked at the first need, and again for a key that came onto the ring since.
 */
export function vault(readKeys: () => Promise<string | undefined>): Vault {
  const read = () => lazily(async () => keyRing((await readKeys()) ?? missing()));
  let ring = read();
  const keyOf = async (id: string) => {
    const known = (await ring()).get(id);
    if (known) return known;
    ring = read();
    return (await ring()).get(id) ?? unopenable(`key ${id} is not on the ring`);
  };
  const newest = (keys: KeyRing) => keys.entries().next().value ?? missing();
  return {
    seal: async (secret, about) => {
      const [id, key] = newest(await ring());
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(context(id, about));
      const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return `v1.${id}.${Buffer.concat([iv, cipher.getAuthTag(), ciphertext]).toString('base64url')}`;
    },
    open: async (sealed, about) => {
      const [, id, body] = parse(sealed);
      const key = await keyOf(id);
      const bytes = Buffer.from(body, 'base64url');
      const iv = bytes.subarray(0, IV_BYTES);
      const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
      if (tag.length !== TAG_BYTES) return unopenable('it is too short');
      const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(context(id, about)).setAuthTag(tag);
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
    isCurrent: async (sealed) => parse(sealed)[1] === newest(await ring())[0],
  };
}

const context = (id: string, about: string): Buffer => Buffer.from(`v1.${id}.${about}`, 'utf8');

function parse(sealed: string): [version: string, id: string, body: string] {
  const [version, id, body, ...rest] = sealed.split('.');
  if (version !== 'v1' || !id || body === undefined || rest.length > 0) return unopenable('it is no sealed secret');
  return [version, id, body];
}

const missing = (): never => {
  throw new Error('VAULT_KEYS is not set: npm run secrets -- set VAULT_KEYS --stage STAGE --generate');
};

const unopenable = (why: string): never => {
  throw new Error(`a sealed secret can't be opened: ${why}`);
};
