import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARS = 9;

/** `length` characters of Crockford base32, 5 bits of randomness each. */
export function randomText(length: number): string {
  return base32(randomBytes(length));
}

/** One character for each byte: 5 of its bits. */
const base32 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => ALPHABET[byte & 31]).join('');

/** Milliseconds as 9 base32 characters that sort as the times do (until the year 3084). */
export function sortableTime(ms: number): string {
  let rest = ms;
  let text = '';
  for (let i = 0; i < TIME_CHARS; i++) {
    text = ALPHABET[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * One thing that a client asked for, whatever it takes to do it. Everything made for it is named after it, so doing it
 * again (a retry under the same `Idempotency-Key`) finds what is there instead of making it twice.
 */
export interface Operation {
  /** Milliseconds. */
  at: number;
  /** 130 bits that nobody can guess. */
  random: string;
}

export const newOperation = (at: number): Operation => ({ at, random: randomText(26) });

/** Sorts by the time it was made: `req_01hq8…`. */
export const sortableId = (prefix: string, { at, random }: Operation): string => `${prefix}_${sortableTime(at)}${random.slice(0, 16)}`;

/** The contract's own form, `user_1736250123_abcdefg`. At most 32 characters, so WeChat Pay takes it as an order number. */
export const stampedId = (prefix: string, { at, random }: Operation): string => `${prefix}_${Math.floor(at / 1000)}_${random.slice(0, 14)}`;

/** A public name for one thing of an operation: nobody can guess it, and a retry finds it again. */
export const derivedName = ({ random }: Operation, role: string): string =>
  base32(createHash('sha256').update(`${random}:${role}`).digest()).slice(0, 26);

/** `length` decimal digits that follow from an operation, for numbers that look like numbers: at most 18. */
export const digitsOf = ({ random }: Operation, length: number): string =>
  String(createHash('sha256').update(`${random}:digits`).digest().readBigUInt64BE() % 10n ** BigInt(length)).padStart(length, '0');
