import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Result } from './result.ts';
import { figuresTable, functionsTable, shortfalls, tablesOf } from './summary.ts';

const root = resolve(import.meta.dirname, '..');
const page = resolve(root, 'docs/performance.md');
const measured = /(<!-- measured -->\n)([\s\S]*?)(<!-- \/measured -->)/;

/** Puts a whole run into docs/performance.md. */
export function document({ machine, at, full, reports }: Result): void {
  const all = Object.values(reports);
  const head = `Measured on ${at.slice(0, 10)} with Node ${machine.node} on ${machine.cores} cores (${machine.cpu}), \`npm run bench${full ? ' -- --full' : ''}\`.`;
  const text = [
    ...[head, '', '## Where it falls short', '', shortfalls(all), ''],
    ...['## Functions', '', functionsTable(all), '## Figures', '', figuresTable(all), tablesOf(all, '## ')],
  ].join('\n');
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(measured, (_, open, __, close) => `${open}\n${text}\n${close}`),
  );
}
