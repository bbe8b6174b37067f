import { createHash } from 'node:crypto';

type Part = Buffer | string | number | undefined;

/** What was made lately. There is no chance in how pictures and films are made here: the same order made again is the same. */
export class Memory {
  readonly #most: number;
  readonly #made = new Map<string, Buffer>();

  /** `most`: so many are kept; 0 has each made anew. */
  constructor(most: number) {
    this.#most = most;
  }

  /** What `make` makes of the order that consists of `parts`. */
  async recall(parts: readonly Part[], make: () => Promise<Buffer>): Promise<Buffer> {
    if (this.#most === 0) return make();
    const key = keyOf(parts);
    const made = this.#made.get(key) ?? (await make());
    this.#made.delete(key);
    this.#made.set(key, made);
    for (const old of [...this.#made.keys()].slice(0, -this.#most)) this.#made.delete(old);
    return made;
  }
}

function keyOf(parts: readonly Part[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(Buffer.isBuffer(part) ? part : JSON.stringify(part ?? null)).update('\0');
  return hash.digest('base64');
}
