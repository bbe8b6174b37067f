import { registry } from '#functions/registry.ts';
import { Budget, timeUntilTold } from '../budget.ts';
import { casesOf } from './cases/index.ts';
import type { Report } from './explore.ts';
import { HELP, type Options, readOptions, sharded } from './options.ts';
import { plants } from './plants/index.ts';
import { huntAll, play, say, secondsSince, strike } from './prove.ts';
import { scenariosOf } from './scenarios/index.ts';
import { leftLine, tableOf } from './summary.ts';
import { type Variant, variants } from './variants.ts';
import { startWorld } from './world.ts';

/** How much of a quick run's time each part of it may take. */
const SHARES = { strikes: 0.5, scenarios: 0.2, plants: 0.3 };

/** One set-up of the stack, with what of it is to be proven. */
const partOf = (variant: Variant, { only, shard }: Options) => ({
  variant,
  cases: sharded(
    casesOf(registry, variant).filter(({ id }) => id.includes(only)),
    shard,
  ),
  scenarios: sharded(
    scenariosOf(registry, variant).filter(({ id }) => id.includes(only)),
    shard,
  ),
});

const sizeOf = ({ cases, scenarios }: ReturnType<typeof partOf>): number => cases.length + scenarios.length;

/** The cases and scenarios of every set-up, each in a stack of its own. */
async function proveAll(options: Options, now: () => number): Promise<{ reports: Report[]; played: boolean[]; unplayed: number }> {
  const parts = variants.map((variant) => partOf(variant, options)).filter((part) => sizeOf(part) > 0);
  const reports: Report[] = [];
  const played: boolean[] = [];
  let unplayed = 0;
  let ahead = parts.reduce((sum, part) => sum + sizeOf(part), 0);
  const budget = new Budget(options.budgetMs * (SHARES.strikes + SHARES.scenarios), now);
  for (const part of parts) {
    const own = budget.share(sizeOf(part), ahead);
    ahead -= sizeOf(part);
    const world = await startWorld(part.variant.world);
    try {
      if (part.cases.length > 0)
        reports.push(...(await strike(world, part.cases, options, own.share(SHARES.strikes, SHARES.strikes + SHARES.scenarios))));
      const { passed, left } = await play(world, part.scenarios, options, own);
      played.push(...passed);
      unplayed += left;
    } finally {
      await world.close();
    }
  }
  return { reports, played, unplayed };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return say(HELP);
  const began = Date.now();
  say(`${options.full ? 'full' : 'quick'}, seeds ${options.seeds.join(', ')}`);
  const now = timeUntilTold();
  const { reports, played, unplayed } = await proveAll(options, now);
  if (reports.length > 0) say(`\n${tableOf(reports)}\n`);
  const planted = sharded(
    plants.filter(({ name }) => name.includes(options.only)),
    options.shard,
  );
  const { passed: caught, left: unplanted } = await huntAll(planted, options, new Budget(options.budgetMs * SHARES.plants, now));
  say(`\ncaught / planted: ${caught.filter(Boolean).length} / ${caught.length} · ${secondsSince(began)}`);
  const rest = leftLine(reports, unplayed, unplanted);
  if (rest) say(rest);
  const results = [...reports.map(({ violations }) => violations.length === 0), ...played, ...caught];
  const failed = results.filter((passed) => !passed).length;
  if (results.length === 0) throw new Error(`nothing is called ${options.only}`);
  say(`${results.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  process.exitCode = 2;
});
