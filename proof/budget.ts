/** Time for a part of a quick run. A full one has all the time that it takes. */
export class Budget {
  readonly #ms: number;
  readonly #began: number;
  readonly #now: () => number;

  constructor(ms = Number.POSITIVE_INFINITY, now: () => number = Date.now) {
    this.#ms = ms;
    this.#now = now;
    this.#began = now();
  }

  get left(): number {
    const now = this.#now();
    return now === Number.POSITIVE_INFINITY ? 0 : Math.max(0, this.#began + this.#ms - now);
  }

  get isSpent(): boolean {
    return this.left === 0;
  }

  /** A fair part of what is left, for `some` of the `all` things that are yet to be done. */
  share(some: number, all: number): Budget {
    return new Budget((this.left * some) / all, this.#now);
  }
}

/** The time, until somebody who has seen enough sends SIGTERM: from then on every budget is spent. Again, and the process ends at once. */
export function timeUntilTold(): () => number {
  let told = false;
  process.once('SIGTERM', () => {
    told = true;
  });
  return () => (told ? Number.POSITIVE_INFINITY : Date.now());
}
