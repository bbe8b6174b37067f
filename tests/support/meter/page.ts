import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Counts } from './counts.ts';

/** `docs/units.md`, whose table is the promise: the test holds what is counted against it, `npm run bench -- --write-docs` writes it. */
const page = resolve(import.meta.dirname, '../../../docs/units.md');
const table = /(<!-- units -->\n)([\s\S]*?)(<!-- \/units -->)/;

export interface UnitRow {
  id: string;
  when: string;
  readUnits: number;
  writeUnits: number;
  indexUnits: number;
  roundTrips: number;
}

export const rowOf = ({ id, when }: { id: string; when: string }, counts: Counts): UnitRow => {
  const { readUnits, writeUnits, indexUnits, roundTrips } = counts;
  return { id, when, readUnits, writeUnits, indexUnits, roundTrips };
};

export async function documentedUnits(): Promise<UnitRow[]> {
  const lines =
    table
      .exec(await readFile(page, 'utf8'))?.[2]
      ?.trim()
      .split('\n')
      .slice(2) ?? [];
  return lines.map((line) => {
    const [id = '', when = '', ...numbers] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const [readUnits, writeUnits, indexUnits, roundTrips] = numbers.map(Number) as [number, number, number, number];
    return { id: id.replaceAll('`', ''), when, readUnits, writeUnits, indexUnits, roundTrips };
  });
}

export async function documentUnits(rows: readonly UnitRow[]): Promise<void> {
  const text = await readFile(page, 'utf8');
  await writeFile(
    page,
    text.replace(table, (_, open, __, close) => open + tableOf(rows) + close),
  );
}

const tableOf = (rows: readonly UnitRow[]): string =>
  [
    '| Function | When | Read | Write | Index | Round trips |',
    '|---|---|--:|--:|--:|--:|',
    ...rows.map((row) => `| \`${row.id}\` | ${row.when} | ${row.readUnits} | ${row.writeUnits} | ${row.indexUnits} | ${row.roundTrips} |`),
    '',
  ].join('\n');
