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
  /** Which of the seeds it is of: 0 for the first. */
  round: number;
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
  const strikes = seeds.flatMap((each, round) =>
    sites.flatMap(({ site, cold }, at) =>
      only.filter((name) => fits(name, site)).map((fault) => ({ round, seed: each + at, cold, blow: { site, fault } })),
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
 * The cases take turns, each with its faults at its calls in an order of its own, one seed after the other, until the time is over. Each case
 * has at least one turn. `onStrike` hears after each how far it is.
 */
export async function sample(
  world: World,
  surveys: readonly Survey[],
  { seed, budget, onStrike = () => {} }: { seed: number; budget: Budget; onStrike?: (reports: readonly Report[]) => void },
): Promise<Report[]> {
  const reports = surveys.map(({ report, strikes }) => Object.assign(report, { left: strikes.length }));
  const mixed = surveys.map((survey) => ({ ...survey, strikes: shuffled(survey.strikes, `${survey.one.id} ${seed}`) }));
  for (const { one, report, strike, isFirst } of inTurns(mixed)) {
    if (!isFirst && budget.isSpent) break;
    await once(world, one, report, strike);
    report.left--;
    onStrike(reports);
  }
  return reports;
}

/** Seed by seed, one strike of each after the other. */
export function* inTurns<Own extends Pick<Survey, 'strikes'>>(
  surveys: readonly Own[],
): Generator<Own & { strike: Strike; isFirst: boolean }> {
  const last = Math.max(...surveys.flatMap(({ strikes }) => strikes.map(({ round }) => round)));
  for (let round = 0; round <= last; round++) {
    const lists = surveys.map((survey) => ({ survey, strikes: survey.strikes.filter((strike) => strike.round === round) }));
    for (let turn = 0; lists.some(({ strikes }) => turn < strikes.length); turn++) {
      for (const { survey, strikes } of lists) {
        const strike = strikes[turn];
        if (strike) yield { ...survey, strike, isFirst: round === 0 && turn === 0 };
      }
    }
  }
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
