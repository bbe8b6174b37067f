import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** The master keys by their ids, newest first: it seals, all of them open. */
export type KeyRing = ReadonlyMap<string, KeyObject>;

const KEY_BYTES = 32;
const ENTRY = /^k(\d{1,9}):([A-Za-z0-9+/]{43}=)$/;

/** Reads VAULT_KEYS: `k2:…,k1:…`, each with 32 bytes in base64, newest first. Throws without saying a key. */
export function keyRing(text: string): KeyRing {
  const keys = entriesOf(text).map(([number, base64]) => [`k${number}`, createSecretKey(Buffer.from(base64, 'base64'))] as const);
  const ring = new Map(keys);
  return ring.size === keys.length ? ring : malformed();
}

/** The text of a ring with a new key in front; what it had before stays, so that what is sealed can still be opened. */
export function withNewKey(ring?: string): string {
  const numbers = ring === undefined ? [] : entriesOf(ring).map(([number]) => Number(number));
  const entry = `k${Math.max(0, ...numbers) + 1}:${randomBytes(KEY_BYTES).toString('base64')}`;
  return [entry, ...(ring === undefined ? [] : [ring.trim()])].join(',');
}

const entriesOf = (text: string): [number: string, base64: string][] =>
  text.split(',').map((entry) => {
    const [, number, base64] = ENTRY.exec(entry.trim()) ?? malformed();
    return [number!, base64!];
  });

const malformed = (): never => {
  throw new Error('VAULT_KEYS is not a list of keys: npm run secrets -- set VAULT_KEYS --stage STAGE --generate');
};
