import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type ScenarioName, scenarios } from './scenario.ts';

export const help = `npm run bench -- [options]

Measures the bundled functions and the local stack, prints a table and writes JSON.

  --quick         the short form, about 12 minutes (default)
  --full          more samples, 300,000 records, minutes instead of seconds: about half an hour
  --only NAME     one part, may be repeated
  --json FILE     where the JSON goes; default bench/latest.json
  --write-docs    write the tables of docs/units.md and, of a whole run, docs/performance.md
  --write-budgets write what was counted into bench/budgets.json, which fails the build when it is exceeded
  --help          this text

Parts:
${Object.entries(scenarios)
  .map(([name, what]) => `  ${name.padEnd(14)}  ${what}`)
  .join('\n')}
`;

export interface Options {
  help: boolean;
  full: boolean;
  writeDocs: boolean;
  writeBudgets: boolean;
  json: string;
  only: ScenarioName[];
}

/** Throws an error whose message is meant for whoever typed them. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean' },
      full: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string', default: resolve(import.meta.dirname, 'latest.json') },
      'write-docs': { type: 'boolean', default: false },
      'write-budgets': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.quick && values.full) throw new Error('--quick or --full, not both');
  const known = Object.keys(scenarios) as ScenarioName[];
  for (const name of values.only) {
    if (!known.includes(name as ScenarioName)) throw new Error(`there is no part ${name}: ${known.join(', ')}`);
  }
  const only = values.only.length > 0 ? known.filter((name) => values.only.includes(name)) : known;
  const { help, full, json } = values;
  return { help, full, writeDocs: values['write-docs'], writeBudgets: values['write-budgets'], json, only };
}
