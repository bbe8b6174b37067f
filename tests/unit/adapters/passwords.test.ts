import { expect, test } from 'vitest';
import { scryptPasswords } from '#shared/adapters/scrypt/passwords.ts';

const PASSWORD = 'correct horse battery';
const kept = await scryptPasswords.hash(PASSWORD);

test('a password is kept as scrypt’s hash with its own salt and cost', async () => {
  expect(kept).toMatchObject({ algorithm: 'scrypt', cost: 32_768, block: 8, parallel: 3 });
  expect([kept.salt.length, kept.hash.length]).toEqual([16, 32]);
  const again = await scryptPasswords.hash(PASSWORD);
  expect(Buffer.from(again.salt).equals(kept.salt)).toBe(false);
  expect(Buffer.from(again.hash).equals(kept.hash)).toBe(false);
});

test('only the password itself is verified', async () => {
  expect(await scryptPasswords.verify(PASSWORD, kept)).toBe(true);
  for (const wrong of ['', `${PASSWORD} `, PASSWORD.toUpperCase()]) expect(await scryptPasswords.verify(wrong, kept)).toBe(false);
  expect(await scryptPasswords.verify(PASSWORD, undefined)).toBe(false);
});

test('one that was hashed at another cost is verified at that', async () => {
  const { scryptSync } = await import('node:crypto');
  const salt = Buffer.from('old salt');
  const old = { algorithm: 'scrypt', cost: 1024, block: 8, parallel: 1, salt, hash: scryptSync(PASSWORD, salt, 32, { N: 1024 }) } as const;
  expect(await scryptPasswords.verify(PASSWORD, old)).toBe(true);
  expect(await scryptPasswords.verify('another', old)).toBe(false);
});

/** CPU time is what a guess costs, however busy the machine is. */
async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test('an unknown user takes as long as a wrong password', async () => {
  const wrong: number[] = [];
  const unknown: number[] = [];
  for (let round = 0; round < 4; round++) {
    wrong.push(await cpuMs(() => scryptPasswords.verify('not this one', kept)));
    unknown.push(await cpuMs(() => scryptPasswords.verify('not this one', undefined)));
  }
  const ratio = Math.min(...unknown) / Math.min(...wrong);
  expect(ratio).toBeGreaterThan(0.75);
  expect(ratio).toBeLessThan(1.33);
});
