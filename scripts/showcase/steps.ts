import { mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepCache } from '#shared/domain/repair/ports.ts';

/** Paid steps as files: a second showcase of the same photos costs nothing. */
export function stepFiles(folder: string): StepCache {
  mkdirSync(folder, { recursive: true });
  const fileOf = (key: string): string => join(folder, `${key}.jpg`);
  return {
    get: async (key) => {
      const bytes = await readFile(fileOf(key)).catch(() => undefined);
      return bytes && { type: 'image/jpeg', bytes };
    },
    put: (key, { bytes }) => writeFile(fileOf(key), bytes),
  };
}

/** For as long as the program runs. */
export function stepsInMemory(): StepCache {
  const kept = new Map<string, Awaited<ReturnType<StepCache['get']>>>();
  return { get: async (key) => kept.get(key), put: async (key, picture) => void kept.set(key, picture) };
}
