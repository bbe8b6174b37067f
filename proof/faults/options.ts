import { parseArgs } from 'node:util';

export interface Options {
  full: boolean;
  seeds: readonly number[];
  /** Only cases, scenarios and plants whose id has this in it. */
  only: string;
  /** Every `of`-th of them, beginning with the `part`-th: several processes share the work. */
  shard: { part: number; of: number };
  /** Milliseconds for all of it; without end for `--full`, and for a part that somebody asked for. */
  budgetMs: number;
  isBudgeted: boolean;
  help: boolean;
}

const FULL_SEEDS = 20;
const BUDGET_SECONDS = 240;
/** Seeds are this far apart, so that two of them share no choice at any call site. */
const STRIDE = 1009;

export const HELP = `npm run test:faults -- [options]

Puts every fault on every outside call of everything that changes something, lets a client retry, and checks the books.

  --quick       one seed, 200 mutated notifications, 5 trials of each thing that can happen to a payment; of the faults, scenarios and planted bugs a fair sample that fits into the budget (default)
  --full        ${FULL_SEEDS} seeds, 1,000 mutated notifications, 200 trials of each, everything
  --seed N      begins with this seed; in quick form it is another sample; default 1
  --seeds N     so many seeds, one after the other; default 1, with --full ${FULL_SEEDS}
  --shard I/N   the I-th of N equal parts of it all: run each in a process of its own
  --only TEXT   only cases, scenarios and planted bugs with this in their name, all of them
  --budget N    seconds for the quick form; default ${BUDGET_SECONDS}
  --help        this text
SIGTERM ends it after the run that goes on, and what was found is told.
`;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string' },
      shard: { type: 'string', default: '1/1' },
      only: { type: 'string', default: '' },
      budget: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const first = Number(values.seed);
  if (!Number.isSafeInteger(first) || first < 0) throw new Error(`--seed must be a whole number, not ${values.seed}`);
  if (values.quick && values.full) throw new Error('--quick or --full, not both');
  const seeds = Array.from({ length: countOf(values.seeds ?? (values.full ? FULL_SEEDS : 1)) }, (_, at) => first + at * STRIDE);
  const { full, only, help } = values;
  const isBudgeted = values.budget !== undefined || !(full || only);
  return {
    full,
    seeds,
    only,
    help,
    shard: shardOf(values.shard),
    isBudgeted,
    budgetMs: isBudgeted ? secondsOf(values.budget) * 1000 : Number.POSITIVE_INFINITY,
  };
}

function countOf(text: string | number): number {
  if (!/^[1-9]\d{0,3}$/.test(String(text))) throw new Error(`--seeds must be a number of seeds, not ${text}`);
  return Number(text);
}

function shardOf(text: string): Options['shard'] {
  const [, part = 0, of = 0] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (part < 1 || part > of) throw new Error(`--shard must be like 1/2, not ${text}`);
  return { part, of };
}

/** What of these things belongs to the shard. */
export const sharded = <T>(things: readonly T[], { part, of }: Options['shard']): T[] => things.filter((_, at) => at % of === part - 1);

function secondsOf(text = String(BUDGET_SECONDS)): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new Error(`--budget must be a number of seconds, not ${text}`);
  return seconds;
}
