/** What DynamoDB bills. Index units are the writes to the index of what is due. */
export interface Units {
  readUnits: number;
  writeUnits: number;
  indexUnits: number;
}

export interface Counts extends Units {
  /** HTTP requests, those too that were refused, throttled or lost. */
  roundTrips: number;
  /** The same by operation: `GetItem`, `TransactWriteItems`, … */
  operations: Record<string, Units & { roundTrips: number }>;
}

export const noUnits = (): Units => ({ readUnits: 0, writeUnits: 0, indexUnits: 0 });

export const noCounts = (): Counts => ({ ...noUnits(), roundTrips: 0, operations: {} });

/** Adds a request and what it cost to `counts`. */
export function count(counts: Counts, operation: string, units: Units): void {
  counts.operations[operation] ??= { ...noUnits(), roundTrips: 0 };
  for (const tally of [counts, counts.operations[operation]]) {
    tally.roundTrips += 1;
    tally.readUnits += units.readUnits;
    tally.writeUnits += units.writeUnits;
    tally.indexUnits += units.indexUnits;
  }
}

export const inAll = ({ readUnits, writeUnits, indexUnits }: Units): number => readUnits + writeUnits + indexUnits;
