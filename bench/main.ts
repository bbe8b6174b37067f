import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { document } from './document.ts';
import { help, type Options, readOptions } from './options.ts';
import { runScenario } from './parent.ts';
import { newResult, type Result } from './result.ts';
import { scenarios } from './scenario.ts';
import { figuresTable, functionsTable, shortfalls, tablesOf } from './summary.ts';

const complain = (error: unknown): void => {
  console.error(`bench: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
};

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(help);
  else await bench(options);
} catch (error) {
  complain(error);
}

/** A part that fails doesn't keep the others from being measured. */
async function bench({ json, only, ...options }: Options): Promise<void> {
  const result = newResult(options.full);
  mkdirSync(dirname(json), { recursive: true });
  for (const name of only) {
    try {
      result.reports[name] = await runScenario({ ...options, name }, (line) => console.error(`[${name}] ${line}`));
    } catch (error) {
      complain(error);
    }
  }
  writeFileSync(json, `${JSON.stringify(result, null, 1)}\n`);
  print(result);
  console.log(`\nJSON: ${json}`);
  if (options.writeDocs && Object.keys(result.reports).length === Object.keys(scenarios).length) document(result);
}

function print({ machine, full, reports }: Result): void {
  const all = Object.values(reports);
  console.log(`\nNode ${machine.node}, ${machine.platform}, ${machine.cores} × ${machine.cpu}, ${full ? 'full' : 'quick'} run\n`);
  console.log([functionsTable(all), figuresTable(all), tablesOf(all, '')].filter(Boolean).join('\n'));
  console.log(shortfalls(all));
}
