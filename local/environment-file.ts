import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Where `npm run invoke` finds the environment of the stack that runs; git-ignored, readable by its owner only. */
export const environmentFile = resolve(import.meta.dirname, '../.cache/local-env.json');

/** Writes the functions' environment for as long as the stack runs. Answers how to remove it. */
export function writeEnvironment(env: Readonly<Record<string, string>>): () => void {
  mkdirSync(dirname(environmentFile), { recursive: true });
  writeFileSync(environmentFile, JSON.stringify({ env }), { mode: 0o600 });
  return () => rmSync(environmentFile, { force: true });
}
