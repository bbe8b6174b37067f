import { measure, unitCases } from '#tests/support/meter/cases/index.ts';
import { inAll } from '#tests/support/meter/counts.ts';
import { documentUnits, rowOf, type UnitRow } from '#tests/support/meter/page.ts';
import { startWorld } from '#tests/support/meter/world.ts';
import type { Figure, FunctionRow, Report, Run } from '../scenario.ts';

/** Counts what every function asks of DynamoDB in every situation that costs differently. */
export async function run({ writeDocs, progress }: Run): Promise<Report> {
  const world = await startWorld({ videoMs: 1000 });
  try {
    const rows: UnitRow[] = [];
    const settles: number[] = [];
    const leaving: number[] = [];
    const holds: number[] = [];
    for (const one of unitCases) {
      progress(`units of ${[one.id, one.when].filter(Boolean).join(', ')}`);
      const counts = await measure(world, one);
      rows.push(rowOf(one, counts));
      if (one.id.startsWith('workers/') && !one.when.includes('wants to know'))
        (one.leaves ? leaving : settles).push(counts.operations.TransactWriteItems?.writeUnits ?? 0);
      if (one.id === 'image/restore' && one.when === '') holds.push(counts.operations.UpdateItem?.writeUnits ?? 0);
    }
    if (writeDocs) await documentUnits(rows);
    return {
      functions: firstOf(rows),
      figures: figuresOf(rows, Math.max(...holds), Math.max(...settles), Math.max(...leaving)),
      details: rows,
    };
  } finally {
    await world.close();
  }
}

/** A function's usual case is its first; the others are in docs/units.md. */
function firstOf(rows: readonly UnitRow[]): FunctionRow[] {
  const first = rows.filter((row, at) => rows.findIndex(({ id }) => id === row.id) === at);
  return first.map(({ id, readUnits, writeUnits, indexUnits, roundTrips }) => ({
    id,
    read: readUnits,
    write: writeUnits,
    index: indexUnits,
    trips: roundTrips,
  }));
}

function figuresOf(rows: readonly UnitRow[], hold: number, settle: number, leaving: number): Figure[] {
  const written = (id: string) => rows.find((row) => row.id === id && row.when === '')!.writeUnits;
  const returning = rows.find(({ id, when }) => id === 'wechat/login' && when === 'a returning user')!;
  return [
    { what: 'a hold', value: hold, unit: 'write units', target: { atMost: 1 } },
    {
      what: 'settling, one transaction, at most',
      value: settle,
      unit: 'write units',
      target: { atMost: 6 },
      note: 'and 2 of the index; 2 for a partner who is to be told',
    },
    {
      what: 'settling what leaves a creation, at most',
      value: leaving,
      unit: 'write units',
      target: { atMost: 12 },
      note: 'six of them are the creation and its block',
    },
    { what: 'a returning login', value: inAll(returning), unit: 'units', target: { atMost: 2 } },
    { what: 'a login at the platform', value: written('v1/auth/login'), unit: 'write units', target: { atMost: 2 } },
    { what: 'a rate check', value: written('v1/auth/me'), unit: 'write units', target: { atMost: 1 } },
  ];
}
