import type { Budget } from '../budget.ts';
import type { Case } from './cases/index.ts';
import { explore, type Report, type Survey, sample, survey, type Violation } from './explore.ts';
import type { Options } from './options.ts';
import { hunt } from './plants/hunt.ts';
import type { Plant } from './plants/index.ts';
import { shuffled } from './random.ts';
import type { Scenario } from './scenarios/index.ts';
import { violationLine } from './summary.ts';
import type { World } from './world.ts';

const MUTATIONS = { quick: 200, full: 1000 };
const TRIALS = { quick: 5, full: 200 };
/** After so many faults it says how far it is. */
const EACH = 200;
/** Three rivals, each before and after the call: a planted bug that one order of events hides is looked for in all. */
const HUNTS = 6;

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
export const secondsSince = (began: number): string => `${((Date.now() - began) / 1000).toFixed(0)} s`;

/** How many of a kind held, and how many there was no time for. */
export interface Outcome {
  passed: boolean[];
  left: number;
}

/** Each case with every fault at every call; within a budget, as many of them as there is time for, but each case with some. */
export async function strike(world: World, cases: readonly Case[], { seeds, isBudgeted }: Options, budget: Budget): Promise<Report[]> {
  if (isBudgeted) {
    const surveys: Survey[] = [];
    for (const one of cases) surveys.push(await survey(world, one, { seeds }));
    const reports = await sample(world, surveys, { seed: seeds[0]!, budget, onStrike: progress() });
    for (const report of reports) tell(report);
    return reports;
  }
  const reports: Report[] = [];
  for (const one of cases) {
    if (budget.isSpent) break;
    const began = Date.now();
    const report = await explore(world, one, { seeds, budget });
    reports.push(report);
    tell(report, secondsSince(began));
    for (const violation of report.violations) say(violationLine(violation));
  }
  return reports;
}

/** What is wrong at once, and a line now and then, for who has given it hours. */
function progress(): (reports: readonly Report[]) => void {
  const began = Date.now();
  const told = new Set<Violation>();
  let struck = 0;
  return (reports) => {
    for (const violation of reports.flatMap(({ violations }) => violations)) {
      if (!told.has(violation)) say(violationLine(violation));
      told.add(violation);
    }
    if (++struck % EACH !== 0) return;
    const sum = (of: (report: Report) => number) => reports.reduce((total, report) => total + of(report), 0);
    const [left, violations] = [sum((report) => report.left), sum((report) => report.violations.length)];
    say(`… ${struck} faults, ${left} left, ${violations} violations, ${secondsSince(began)}`);
  };
}

function tell({ case: id, sites, runs, left, violations }: Report, took?: string): void {
  const facts = [`${sites} calls`, `${runs} runs`, `${violations.length} violations`];
  say(`${id}: ${[...facts, ...(left > 0 ? [`${left} left`] : []), ...(took ? [took] : [])].join(', ')}`);
}

export async function play(world: World, scenarios: readonly Scenario[], { seeds, full }: Options, budget: Budget): Promise<Outcome> {
  const size = full ? 'full' : 'quick';
  const scale = { mutations: MUTATIONS[size], trials: TRIALS[size], seed: seeds[0]! };
  return inTime(scenarios, budget, scale.seed, async ({ id, run, isTrials }) => {
    const began = Date.now();
    const found = await run(world, scale).catch((error: unknown) => [
      `it can't be played: ${error instanceof Error ? error.message : error}`,
    ]);
    const count = isTrials ? `: ${scale.trials} trials, seed ${scale.seed}, ${found.length} violations, ${secondsSince(began)}` : '';
    say(`${found.length === 0 ? 'ok' : 'VIOLATION'} ${id}${count}${found.map((line) => `\n    ${line}`).join('')}`);
    return found.length === 0;
  });
}

export async function huntAll(plants: readonly Plant[], { seeds }: Options, budget: Budget): Promise<Outcome> {
  const orders = Array.from({ length: HUNTS }, (_, at) => seeds[0]! + at);
  return inTime(plants, budget, seeds[0]!, async (plant) => {
    const by = await hunt(plant, orders);
    say(by === undefined ? `NOT CAUGHT ${plant.name}` : `caught ${plant.name}\n    by ${by}`);
    return by !== undefined;
  });
}

/** One after the other in an order by the seed, as far as the time goes; the first one always. */
async function inTime<T>(things: readonly T[], budget: Budget, seed: number, of: (thing: T) => Promise<boolean>): Promise<Outcome> {
  const passed: boolean[] = [];
  for (const thing of shuffled(things, String(seed))) {
    if (passed.length > 0 && budget.isSpent) break;
    passed.push(await of(thing));
  }
  return { passed, left: things.length - passed.length };
}
