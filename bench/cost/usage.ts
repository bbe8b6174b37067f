import { registry } from '#functions/registry.ts';
import type { Item } from '#infra/costs/prices.ts';
import { nothing } from '#infra/costs/usage.ts';
import type { Invocation } from '#local/gateway/functions.ts';
import type { Counts } from '#tests/support/meter/counts.ts';
import type { Requests } from './requests.ts';

/** Everything that was counted while something was done `times` times. */
export interface Counted {
  times: number;
  counts: Counts;
  requests: Requests;
  runs: readonly Invocation[];
}

/** What can't be measured here, for each time: MB and KB. */
export interface Assumed {
  sentMb: number;
  keptMb: number;
  shownMb: number;
  logKbOfARun: number;
}

const KB = 1024;
/** A GB in MB, and in KB. */
const GB_MB = 1024;
const GB_KB = 1024 ** 2;
/** An HTTP API counts a request anew for each half MB begun. */
const METERED_MB = 0.5;
const DEFAULT_MEMORY = 512;

/** Usage of doing it once, in the units of the price list. */
export function usageOf({ times, counts, requests, runs }: Counted, assumed: Assumed): Record<Item, number> {
  const each = (number: number) => number / times;
  const ofKind = (kind: Invocation['kind']) => each(runs.filter((run) => run.kind === kind).length);
  return {
    ...nothing,
    lambdaRequests: each(runs.length),
    lambdaSeconds: each(runs.reduce((sum, { id, ms }) => sum + (ms / 1000) * (memoryOf(id) / KB), 0)),
    apiRequests: ofKind('endpoint') + Math.max(0, Math.ceil(assumed.sentMb / METERED_MB) - 1),
    writes: each(counts.writeUnits + counts.indexUnits),
    reads: each(counts.readUnits),
    puts: each(requests.puts),
    // The result is fetched from the bucket itself, once.
    gets: each(requests.gets) + (assumed.shownMb > 0 ? 1 : 0),
    objectStorage: assumed.keptMb / GB_MB,
    transfer: assumed.shownMb / GB_MB,
    // Each message is received and deleted too.
    queueRequests: each(requests.sends) + 2 * ofKind('worker'),
    logs: (each(runs.length) * assumed.logKbOfARun) / GB_KB,
  };
}

const memoryOf = (id: string): number => registry.find((contract) => contract.id === id)?.memory ?? DEFAULT_MEMORY;
