import { createHash } from 'node:crypto';

/** SHA-256 of the parts, each with its length before it so that no two lists run together alike; 64 hex digits. */
export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('hex');
}
