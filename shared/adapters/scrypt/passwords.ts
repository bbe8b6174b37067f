import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHash, Passwords } from '../../domain/users/ports.ts';

/**
 * 32 MB and about 200 ms of a whole CPU for each guess (OWASP Password Storage Cheat Sheet: N=2^15, r=8, p=3 is as strong as N=2^17, p=1
 * and takes a quarter of its memory). They are kept with each hash, so raising them here leaves older ones valid,
 * and each of those is made anew when its user next logs in.
 */
export const COST = { cost: 2 ** 15, block: 8, parallel: 3 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const derive = promisify<string, Uint8Array, number, ScryptOptions, Buffer>(scrypt);

type Recipe = Pick<PasswordHash, 'cost' | 'block' | 'parallel' | 'salt'>;

/** The same password typed on another keyboard may come in another Unicode form. */
const hashOf = (password: string, { cost, block, parallel, salt }: Recipe): Promise<Buffer> =>
  derive(password.normalize('NFKC'), salt, HASH_BYTES, { N: cost, r: block, p: parallel, maxmem: 256 * cost * block });

/** What a password is compared with where there is none. */
const NOBODY: PasswordHash = { algorithm: 'scrypt', ...COST, salt: new Uint8Array(SALT_BYTES), hash: new Uint8Array(HASH_BYTES) };

/** Passwords that are kept at this cost; `scryptPasswords` at today's. */
export const passwordsAt = (today: Pick<PasswordHash, 'cost' | 'block' | 'parallel'>): Passwords => ({
  hash: async (password) => {
    const recipe = { ...today, salt: randomBytes(SALT_BYTES) };
    return { algorithm: 'scrypt', ...recipe, hash: await hashOf(password, recipe) };
  },
  verify: async (password, kept) => {
    const { hash, ...recipe } = kept ?? NOBODY;
    const same = timingSafeEqual(await hashOf(password, recipe), hash);
    return same && kept !== undefined;
  },
  isOutdated: ({ cost, block, parallel }) => cost * block * parallel < today.cost * today.block * today.parallel,
});

export const scryptPasswords = passwordsAt(COST);
