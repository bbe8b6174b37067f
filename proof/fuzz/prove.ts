import { setTimeout as delay } from 'node:timers/promises';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import type { Job } from '#shared/domain/jobs/types.ts';
import { resetModels } from '#tests/support/platform/models.ts';
import { Budget } from '../budget.ts';
import { accessMatrix } from './access.ts';
import { discrepancies } from './books.ts';
import { newCast } from './cast.ts';
import type { Operation } from './document.ts';
import { createFuzzer, type Fuzzer, type Result } from './fuzz.ts';
import { lintOf } from './lint.ts';
import type { Options } from './options.ts';
import { startWorld, type World } from './world.ts';

export interface Check {
  name: string;
  problems: string[];
}

export interface Proof {
  checks: Check[];
  failures: Result[];
  /** Requests that a quick run had no time for. */
  left: number;
  counts: Record<string, number>;
}

/** Each endpoint has as many requests, and one that it takes, however little time there is. */
const LEAST = 15;
/** Where none was taken, as many times the asked number are tried. */
const PATIENCE = 5;
/** How long work that was begun may go on after the last request. */
const DRAIN_MS = 60_000;

/** The whole proof. `say` hears a line for each operation. */
export async function prove(options: Options, say: (line: string) => void): Promise<Proof> {
  const world = await startWorld();
  try {
    const chosen = lastly(world.operations.filter(({ id }) => !options.only || id === options.only));
    if (chosen.length === 0) throw new Error(`there is no ${options.only}: ${world.operations.map(({ id }) => id).join(', ')}`);
    const [finn, ada, eve] = [await newCast(world), await newCast(world), await newCast(world)];
    const lint = { name: 'the document lints clean', problems: await lintOf(world.document) };
    const fuzzer = await createFuzzer(world, finn);
    await prepare(world, fuzzer);
    const fuzzed = await fuzzAll(world, fuzzer, chosen, options, say);
    const unended = await drain(world);
    // With the only one of a kind switched off, there would be nothing of that kind to ask for.
    await resetModels(world.table);
    const owned = await createFuzzer(world, ada);
    await world.stack.pauseWorkers();
    await prepare(world, owned);
    const access = options.only ? [] : await accessMatrix(world, ada, eve, owned, options.seed);
    world.stack.resumeWorkers();
    const books = { name: 'available + held = Σ entries', problems: [...unended, ...discrepancies(await world.items())] };
    return proofOf(fuzzed, access, [lint, books], options);
  } finally {
    await world.close();
  }
}

/** What changes things comes after what is about them, and what takes them away comes last. */
const LATE = ['PUT', 'DELETE'];
const lastly = (operations: readonly Operation[]): Operation[] =>
  operations.toSorted((a, b) => LATE.indexOf(a.method) - LATE.indexOf(b.method));

/** One request of each kind that answers name things in, so that later ones are about something. */
async function prepare(world: World, fuzzer: Fuzzer): Promise<void> {
  for (const operation of world.operations) {
    for (let index = 0; index < 3; index++) {
      await fuzzer.ask(fuzzer.draw(operation, 1, index));
    }
  }
  await resetModels(world.table);
}

async function fuzzAll(
  world: World,
  fuzzer: Fuzzer,
  operations: readonly Operation[],
  { requests, seed, budgetMs }: Options,
  say: (line: string) => void,
) {
  const all = new Map<Operation, Result[]>();
  const budget = new Budget(budgetMs);
  for (const [at, operation] of operations.entries()) {
    // From the first slow job on the workers rest: its films would take minutes. The jobs are there to be asked for and cancelled.
    if (world.slow.has(operation.id)) await world.stack.pauseWorkers();
    const began = Date.now();
    const results: Result[] = [];
    const own = budget.share(1, operations.length - at);
    const isEnough = () =>
      results.some(({ taken }) => taken)
        ? results.length >= requests || (results.length >= LEAST && own.isSpent)
        : results.length >= requests * PATIENCE;
    for (let index = 0; !isEnough(); index++) results.push(await fuzzer.ask(fuzzer.draw(operation, seed, index)));
    all.set(operation, results);
    say(`  ${operation.id.padEnd(24)} ${histogram(results)}  ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
  return all;
}

function histogram(results: readonly Result[]): string {
  const byStatus = Map.groupBy(results, ({ status, errno }) => `${status || 'none'}${errno === undefined ? '' : `/${errno}`}`);
  return [...byStatus]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([status, { length }]) => `${status} × ${length}`)
    .join('  ');
}

/** Cancels what still waits, lets the rest end, and answers what didn't. */
async function drain({ stack, table, items }: World): Promise<string[]> {
  const going = async () => (await items()).filter(({ sk, state }) => sk.startsWith('JOB#') && (state === 'queued' || state === 'running'));
  for (const job of await going()) await dynamoJobs(table).revoke(job as unknown as Job, { state: 'cancelled' }, Date.now());
  stack.resumeWorkers();
  for (const deadline = Date.now() + DRAIN_MS; Date.now() < deadline; await delay(200)) if ((await going()).length === 0) return [];
  return (await going()).map(({ sk }) => `${sk} has not ended`);
}

function proofOf(fuzzed: ReadonlyMap<Operation, Result[]>, access: Result[], others: Check[], { requests }: Options): Proof {
  const results = [...fuzzed.values()].flat();
  const failures = [...results, ...access].filter(({ finding }) => finding);
  const of = (fault: string) => failures.filter(({ finding }) => finding!.fault === fault).length;
  const problemsOf = (some: readonly Result[]) =>
    some.filter(({ finding }) => finding).map(({ finding, attempt }) => `${attempt.kind}, ${attempt.what}: ${finding!.why}`);
  const checks = [...fuzzed].map(([operation, some]) => ({ name: `${operation.id}: ${some.length} requests`, problems: problemsOf(some) }));
  // Requests that are all refused would prove little.
  const unhappy = [...fuzzed].filter(([, some]) => !some.some(({ taken }) => taken)).map(([{ id }]) => id);
  return {
    checks: [
      ...checks,
      { name: 'every endpoint took some of its requests', problems: unhappy },
      ...(access.length > 0 ? [{ name: `access: ${access.length} requests`, problems: problemsOf(access) }] : []),
      ...others,
    ],
    failures,
    left: [...fuzzed.values()].reduce((sum, some) => sum + Math.max(requests - some.length, 0), 0),
    counts: {
      requests: results.length + access.length,
      'server errors': of('server error'),
      'off schema': of('off schema'),
      hangs: of('hang'),
      leaks: of('leak'),
      writes: of('write'),
    },
  };
}
