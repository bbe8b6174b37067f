import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARS = 9;

/** `length` characters of Crockford base32, 5 bits of randomness each. */
export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte & 31]).join('');
}

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

/** Unguessable (80 bits) and sorts by the time it was made: `req_01hq8…`. */
export const sortableId = (prefix: string, ms: number): string => `${prefix}_${sortableTime(ms)}${randomText(16)}`;

/** The contract's own form, `user_1736250123_abcdefg`: seconds, then randomness (70 bits). ≤ 32 characters, so WeChat Pay takes it as an order number. */
export const stampedId = (prefix: string, ms: number): string => `${prefix}_${Math.floor(ms / 1000)}_${randomText(14)}`;

/** A public name that nobody can guess (130 bits). */
export const secretName = (): string => randomText(26);
