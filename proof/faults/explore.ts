import type { Case } from './cases/index.ts';
import { type FaultName, faults } from './proxy/director.ts';
import { numbered } from './proxy/labels.ts';
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
  violations: Violation[];
}

export interface ExploreOptions {
  seeds: readonly number[];
  only?: readonly FaultName[];
  /** Stops at the first violation: a planted bug is caught. */
  first?: boolean;
  onRun?: (report: Report) => void;
}

/** Runs a case without any fault, then with each fault at each of its calls. */
export async function explore(world: World, one: Case, { seeds, only = faults, first = false, onRun }: ExploreOptions): Promise<Report> {
  const report: Report = { case: one.id, sites: 0, runs: 0, struck: 0, violations: [] };
  const stopped = () => first && report.violations.length > 0;
  const once = async (seed: number, cold: boolean, blow?: Blow) => {
    const { labels, struck, violations } = await run(world, one, { seed, cold, ...(blow && { blow }) });
    report.runs++;
    if (struck) report.struck++;
    if (violations.length > 0) report.violations.push({ case: one.id, seed, what: violations, ...blow });
    onRun?.(report);
    return labels;
  };
  const sites = sitesOf(await once(seeds[0]!, true), await once(seeds[0]!, false));
  report.sites = sites.length;
  for (const seed of seeds) {
    for (const [at, { site, cold }] of sites.entries()) {
      for (const fault of only.filter((name) => fits(name, site))) {
        if (stopped()) return report;
        await once(seed + at, cold, { site, fault });
      }
    }
  }
  return report;
}

/** Every call of a first run and of a later one. */
export function sitesOf(first: readonly string[], later: readonly string[]): Site[] {
  const [cold, warm] = [numbered(first), numbered(later)];
  return [...new Set([...cold, ...warm])].map((site) => ({ site, cold: !warm.includes(site) }));
}

/** Only a write, or a transaction, meets another transaction. */
export const fits = (fault: FaultName, site: string): boolean =>
  fault !== 'conflict' || /^dynamodb (Put|Update|Delete|Transact)/.test(site);
