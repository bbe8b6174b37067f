import type { SealedTexts, Vault } from './ports.ts';

/**
 * Seals what an old key sealed under the newest one, so that the old one can leave the ring. What somebody else changed meanwhile they have sealed
 * anew themselves. Throws at a text that can't be opened: as long as there is one, no key may leave. Done again, it goes on.
 */
export async function resealAll(vault: Vault, texts: SealedTexts): Promise<{ resealed: number; current: number }> {
  const done = { resealed: 0, current: 0 };
  for await (const text of texts.all()) {
    if (await vault.isCurrent(text.sealed)) {
      done.current++;
    } else {
      const fresh = await vault.seal(await vault.open(text.sealed, text.about), text.about);
      if (await texts.replace(text, fresh)) done.resealed++;
    }
  }
  return done;
}
