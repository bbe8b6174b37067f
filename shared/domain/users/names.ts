/** The account of the user with this number. */
export const accountOfNumber = (number: number): string => `u_${number}`;

/** A username or an email as it is compared: case and compatibility forms don't make another one. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What people read aloud: no I, O, 0 or 1. 32 of them, so a byte's low bits choose one fairly. */
const REFERRAL_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const REFERRAL_LENGTH = 6;

/** 30 bits, `K7QM2X`. Somebody may have it already. */
export const referralCode = (bytes: Uint8Array): string =>
  Array.from(bytes.subarray(0, REFERRAL_LENGTH), (byte) => REFERRAL_ALPHABET[byte & 31]).join('');
