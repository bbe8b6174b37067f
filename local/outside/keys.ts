import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** PEM texts. */
export interface KeyPair {
  privateKey: string;
  publicKey: string;
}

const generate = promisify(generateKeyPair);

export const rsaPair = (): Promise<KeyPair> =>
  generate('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/** So many random digits. */
export const digits = (length: number): string => Array.from(randomBytes(length), (byte) => byte % 10).join('');
