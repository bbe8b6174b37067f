import { expect, test, vi } from 'vitest';
import { keyRing, withNewKey } from '#shared/adapters/vault/key-ring.ts';
import { vault } from '#shared/adapters/vault/vault.ts';

const ring = withNewKey();
const sealing = (keys: string | undefined) => vault(async () => keys);

test('what is sealed is opened again, and can’t be read before', async () => {
  const sealed = await sealing(ring).seal('秘密', 'partner/ada/secret');
  expect(sealed).toMatch(/^v1\.k1\.[\w-]+$/);
  expect(Buffer.from(sealed.split('.')[2]!, 'base64url').toString()).not.toContain('秘密');
  expect(await sealing(ring).open(sealed, 'partner/ada/secret')).toBe('秘密');
});

test('the same secret is sealed differently each time', async () => {
  const box = sealing(ring);
  expect(await box.seal('s', 'a')).not.toBe(await box.seal('s', 'a'));
});

test('a sealed secret that is put into another record can’t be opened there', async () => {
  const sealed = await sealing(ring).seal('s', 'partner/ada/secret');
  await expect(sealing(ring).open(sealed, 'partner/eve/secret')).rejects.toThrow();
});

test('a change of any of its characters is noticed', async () => {
  const sealed = await sealing(ring).seal('secret', 'a');
  const bytes = [...sealed].map((_, at) => `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`);
  for (const changed of bytes) {
    // The last character of base64url may hold bits that mean nothing.
    if (changed.slice(0, -1) === sealed.slice(0, -1)) continue;
    await expect(sealing(ring).open(changed, 'a'), changed).rejects.toThrow();
  }
});

test.each(['', 'v1.k1', 'v1.k1.', 'v1.k1.AAAA', 'v2.k1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'plain text'])(
  '%j is no sealed secret',
  async (text) => {
    await expect(sealing(ring).open(text, 'a')).rejects.toThrow("can't be opened");
  },
);

test('after a rotation the newest key seals, and the older ones still open', async () => {
  const before = await sealing(ring).seal('s', 'a');
  const rotated = withNewKey(ring);
  expect(keyRing(rotated).size).toBe(2);
  expect(await sealing(rotated).open(before, 'a')).toBe('s');
  const after = await sealing(rotated).seal('s', 'a');
  expect([await sealing(rotated).isCurrent(before), await sealing(rotated).isCurrent(after)]).toEqual([false, true]);
  await expect(sealing(ring).open(after, 'a')).rejects.toThrow('k2 is not on the ring');
});

test('a ring that got a new key is read anew when something sealed with it comes, not before', async () => {
  const rotated = withNewKey(ring);
  const read = vi.fn(async () => rotated).mockResolvedValueOnce(ring);
  const box = vault(read);
  const after = await sealing(rotated).seal('s', 'a');
  await box.open(await sealing(ring).seal('s', 'a'), 'a');
  await box.open(await sealing(ring).seal('s', 'a'), 'a');
  expect(read).toHaveBeenCalledTimes(1);
  expect(await box.open(after, 'a')).toBe('s');
  expect(read).toHaveBeenCalledTimes(2);
});

test('a stage without keys says how to make them', async () => {
  await expect(sealing(undefined).seal('s', 'a')).rejects.toThrow('npm run secrets -- set VAULT_KEYS');
});

test.each(['', 'k1', 'k1:short', `k1:${'A'.repeat(44)}`, `${ring},${ring}`, `x:${ring.slice(3)}`])(
  '%j is no ring, and no key is in what is said of it',
  (text) => {
    expect(() => keyRing(text)).toThrow(/VAULT_KEYS/);
    expect(() => keyRing(text)).not.toThrow(ring.slice(3));
  },
);
