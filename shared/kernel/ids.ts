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

/**
 * An id in 32 hex digits, for a protocol that wants them, and back: 12 of its time, 20 of its 80 random bits. Only what `sortableId`
 * makes has such a form; anything else is `undefined`.
 */
export function hexOfId(id: string): string | undefined {
  const [, time, random] = /^[a-z]+_([0-9a-hjkmnp-tv-z]{9})([0-9a-hjkmnp-tv-z]{16})$/.exec(id) ?? [];
  if (time === undefined || random === undefined) return undefined;
  return numberOf(time).toString(16).padStart(12, '0') + numberOf(random).toString(16).padStart(20, '0');
}

export function idOfHex(prefix: string, hex: string): string | undefined {
  const [, time, random] = /^([0-9a-f]{12})([0-9a-f]{20})$/.exec(hex) ?? [];
  if (time === undefined || random === undefined) return undefined;
  const id = `${prefix}_${textOf(BigInt(`0x${time}`), TIME_CHARS)}${textOf(BigInt(`0x${random}`), 16)}`;
  return hexOfId(id) === hex ? id : undefined;
}

const numberOf = (base32: string): bigint => [...base32].reduce((sum, char) => sum * 32n + BigInt(ALPHABET.indexOf(char)), 0n);

function textOf(number: bigint, length: number): string {
  let text = '';
  for (let rest = number; text.length < length; rest /= 32n) text = ALPHABET[Number(rest % 32n)] + text;
  return text;
}

/** The contract's own form, `user_1736250123_abcdefg`. At most 32 characters, so WeChat Pay takes it as an order number. */
export const stampedId = (prefix: string, { at, random }: Operation): string => `${prefix}_${Math.floor(at / 1000)}_${random.slice(0, 14)}`;

/** A public name for one thing of an operation: nobody can guess it, and a retry finds it again. */
export const derivedName = ({ random }: Operation, role: string): string =>
  base32(createHash('sha256').update(`${random}:${role}`).digest()).slice(0, 26);

/** `length` decimal digits that follow from an operation, for numbers that look like numbers: at most 18. */
export const digitsOf = ({ random }: Operation, length: number): string =>
  String(createHash('sha256').update(`${random}:digits`).digest().readBigUInt64BE() % 10n ** BigInt(length)).padStart(length, '0');
