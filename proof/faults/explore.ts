import type { Budget } from '../budget.ts';
import type { Case } from './cases/index.ts';
import { type FaultName, faults } from './proxy/director.ts';
import { numbered } from './proxy/labels.ts';
import { shuffled } from './random.ts';
import { type Blow, run } from './run.ts';
import type { World } from './world.ts';

export interface Site {
  site: string;
  /** Only a container's first run makes this call. */
  cold: boolean;
}

export interface Violation extends Partial<Blow> {
  case: string;
  seed: number;
  what: string[];
}

export interface Report {
  case: string;
  sites: number;
  runs: number;
  /** Runs in which the fault met its call. */
  struck: number;
  /** Faults at calls that were left out. */
  left: number;
  violations: Violation[];
}

/** One fault at one call of the case, in one order of events. */
export interface Strike {
  seed: number;
  cold: boolean;
  blow: Blow;
}

export interface Survey {
  one: Case;
  report: Report;
  strikes: Strike[];
}

export interface ExploreOptions {
  seeds: readonly number[];
  only?: readonly FaultName[];
}

/** Runs a case without any fault, in a new container and in a warm one, and lists what can be done to its calls. */
export async function survey(world: World, one: Case, { seeds, only = faults }: ExploreOptions): Promise<Survey> {
  const report: Report = { case: one.id, sites: 0, runs: 0, struck: 0, left: 0, violations: [] };
  const [seed] = seeds;
  const sites = sitesOf(
    await once(world, one, report, { seed: seed!, cold: true }),
    await once(world, one, report, { seed: seed!, cold: false }),
  );
  report.sites = sites.length;
  const strikes = seeds.flatMap((each) =>
    sites.flatMap(({ site, cold }, at) =>
      only.filter((name) => fits(name, site)).map((fault) => ({ seed: each + at, cold, blow: { site, fault } })),
    ),
  );
  return { one, report, strikes };
}

/** Each fault at each call, one after the other; `first` stops at the first violation: a planted bug is caught. */
export async function explore(world: World, one: Case, options: ExploreOptions & { first?: boolean; budget?: Budget }): Promise<Report> {
  const { report, strikes } = await survey(world, one, options);
  for (const [at, strike] of strikes.entries()) {
    if (options.first && report.violations.length > 0) break;
    if (options.budget?.isSpent) {
      report.left = strikes.length - at;
      break;
    }
    await once(world, one, report, strike);
  }
  return report;
}

/**
 * The cases take turns, each with its faults at its calls in an order of its own, until the time is over. Each has at least one turn.
 * `onStrike` hears after each how far it is.
 */
export async function sample(
  world: World,
  surveys: readonly Survey[],
  { seed, budget, onStrike = () => {} }: { seed: number; budget: Budget; onStrike?: (left: readonly Survey[]) => void },
): Promise<Report[]> {
  const queues = surveys.map(({ one, report, strikes }) => ({ one, report, strikes: shuffled(strikes, `${one.id} ${seed}`) }));
  for (let turn = 0; queues.some(({ strikes }) => strikes.length > 0); turn++) {
    for (const { one, report, strikes } of queues) {
      if (turn > 0 && budget.isSpent) break;
      const strike = strikes.pop();
      if (!strike) continue;
      await once(world, one, report, strike);
      onStrike(queues);
    }
    if (budget.isSpent) break;
  }
  for (const { report, strikes } of queues) report.left = strikes.length;
  return queues.map(({ report }) => report);
}

async function once(
  world: World,
  one: Case,
  report: Report,
  how: { seed: number; cold: boolean; blow?: Blow },
): Promise<readonly string[]> {
  const { labels, struck, violations } = await run(world, one, how);
  report.runs++;
  if (struck) report.struck++;
  if (violations.length > 0) report.violations.push({ case: one.id, seed: how.seed, what: violations, ...how.blow });
  return labels;
}

/** Every call of a first run and of a later one. */
export function sitesOf(first: readonly string[], later: readonly string[]): Site[] {
  const [cold, warm] = [numbered(first), numbered(later)];
  return [...new Set([...cold, ...warm])].map((site) => ({ site, cold: !warm.includes(site) }));
}

/** Only a write, or a transaction, meets another transaction. */
export const fits = (fault: FaultName, site: string): boolean =>
  fault !== 'conflict' || /^dynamodb (Put|Update|Delete|Transact)/.test(site);
