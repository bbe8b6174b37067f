import { isRead } from './price.ts';

/**
 * What can go wrong between a function and DynamoDB. `throttle`, `conflict`: refused, nothing is done. `fail-before`: a 500,
 * nothing is done. `lose-answer`: it is done, and the line is cut. `stall`: it takes `ms` longer.
 */
export const wireFaults = ['throttle', 'conflict', 'lose-answer', 'fail-before', 'stall'] as const;
export type WireFault = (typeof wireFaults)[number];

export interface Strike {
  fault: WireFault;
  /** How long a stall is. */
  ms: number;
}

export interface FaultOrder {
  fault: WireFault;
  /** `UpdateItem`, for example; any by default. */
  operation?: string;
  /** Which of the matching calls from now on, 1 by default, and how many in a row. */
  nth?: number;
  times?: number;
  ms?: number;
}

export interface Chance {
  /** 0–1: the part of the matching calls that a fault strikes. */
  rate: number;
  /** The same seed strikes the same calls in the same way. */
  seed: number;
  /** Which faults; all but `stall` by default. */
  faults?: readonly WireFault[];
  operation?: string;
  ms?: number;
}

type Rule = (operation: string) => Strike | undefined;

/** Decides for each call whether a fault strikes it. */
export class Faults {
  #rules: Rule[] = [];
  /** Every fault that struck, oldest first. */
  struck: { operation: string; fault: WireFault }[] = [];

  /** A fault at the nth matching call. */
  at({ fault, operation, nth = 1, times = 1, ms = 50 }: FaultOrder): void {
    let seen = 0;
    this.#rules.push((called) => {
      if (!matches(called, fault, operation)) return undefined;
      seen += 1;
      return seen >= nth && seen < nth + times ? { fault, ms } : undefined;
    });
  }

  /** Faults by chance. */
  byChance({ rate, seed, faults = wireFaults.filter((fault) => fault !== 'stall'), operation, ms = 50 }: Chance): void {
    const random = seeded(seed);
    this.#rules.push((called) => {
      const fault = faults[Math.floor(random() * faults.length)]!;
      return random() < rate && matches(called, fault, operation) ? { fault, ms } : undefined;
    });
  }

  clear(): void {
    this.#rules = [];
    this.struck = [];
  }

  /** What strikes this call. */
  next(operation: string): Strike | undefined {
    const strike = this.#rules.map((rule) => rule(operation)).find((struck) => struck !== undefined);
    if (strike) this.struck.push({ operation, fault: strike.fault });
    return strike;
  }
}

/** A read meets no conflict, unless it is a transaction. */
function matches(called: string, fault: WireFault, operation: string | undefined): boolean {
  if (operation !== undefined && called !== operation) return false;
  return fault !== 'conflict' || !isRead(called) || called === 'TransactGetItems';
}

/** mulberry32: numbers from 0 to below 1, the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
