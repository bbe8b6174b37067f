import { registry } from '#functions/registry.ts';
import { type Case, casesOf } from './cases/index.ts';
import { explore, type Report } from './explore.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { hunt } from './plants/hunt.ts';
import { plants } from './plants/index.ts';
import { scenariosOf } from './scenarios/index.ts';
import { tableOf, violationLine } from './summary.ts';
import { startWorld, type World } from './world.ts';

const MUTATIONS = { quick: 200, full: 1000 };
/** Three rivals, each before and after the call: a planted bug that one order of events hides is looked for in all. */
const HUNTS = 6;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(0)} s`;

async function strikeAll(world: World, cases: readonly Case[], { seeds }: Options): Promise<Report[]> {
  const reports: Report[] = [];
  for (const one of cases) {
    const began = Date.now();
    const report = await explore(world, one, { seeds });
    reports.push(report);
    say(`${one.id}: ${report.sites} calls, ${report.runs} runs, ${report.violations.length} violations, ${seconds(began)}`);
    for (const violation of report.violations) say(violationLine(violation));
  }
  return reports;
}

async function playAll(world: World, { seeds, full, only }: Options): Promise<boolean[]> {
  const passed: boolean[] = [];
  for (const { id, run } of scenariosOf(registry).filter((scenario) => scenario.id.includes(only))) {
    const found = await run(world, { mutations: full ? MUTATIONS.full : MUTATIONS.quick, seed: seeds[0]! });
    passed.push(found.length === 0);
    say(`${found.length === 0 ? 'ok' : 'VIOLATION'} ${id}${found.map((line) => `\n    ${line}`).join('')}`);
  }
  return passed;
}

async function huntAll({ full, only, seeds }: Options): Promise<boolean[]> {
  const caught: boolean[] = [];
  const orders = Array.from({ length: HUNTS }, (_, at) => seeds[0]! + at);
  for (const plant of plants.filter(({ name, quick }) => (full || quick || only !== '') && name.includes(only))) {
    const by = await hunt(plant, orders);
    caught.push(by !== undefined);
    say(by === undefined ? `NOT CAUGHT ${plant.name}` : `caught ${plant.name}\n    by ${by}`);
  }
  return caught;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return say(HELP);
  const began = Date.now();
  say(`${options.full ? 'full' : 'quick'}, seeds ${options.seeds.join(', ')}`);
  const world = await startWorld();
  const cases = casesOf(registry).filter(({ id }) => id.includes(options.only));
  let results: boolean[];
  try {
    const reports = await strikeAll(world, cases, options);
    results = [...reports.map(({ violations }) => violations.length === 0), ...(await playAll(world, options))];
    if (reports.length > 0) say(`\n${tableOf(reports)}\n`);
  } finally {
    await world.close();
  }
  const caught = await huntAll(options);
  say(`\ncaught / planted: ${caught.filter(Boolean).length} / ${caught.length} · ${seconds(began)}`);
  results.push(...caught);
  const failed = results.filter((passed) => !passed).length;
  if (results.length === 0) throw new Error(`nothing is called ${options.only}`);
  say(`${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exitCode = 2;
});
