import { parseArgs } from 'node:util';

export interface Options {
  full: boolean;
  seeds: readonly number[];
  /** Only cases, scenarios and plants whose id has this in it. */
  only: string;
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
  --only TEXT   only cases, scenarios and planted bugs with this in their name, all of them
  --budget N    seconds for the quick form; default ${BUDGET_SECONDS}
  --help        this text
`;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      budget: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const first = Number(values.seed);
  if (!Number.isSafeInteger(first) || first < 0) throw new Error(`--seed must be a whole number, not ${values.seed}`);
  if (values.quick && values.full) throw new Error('--quick or --full, not both');
  const seeds = Array.from({ length: values.full ? FULL_SEEDS : 1 }, (_, at) => first + at * STRIDE);
  const { full, only, help } = values;
  const isBudgeted = values.budget !== undefined || !(full || only);
  return { full, seeds, only, help, isBudgeted, budgetMs: isBudgeted ? secondsOf(values.budget) * 1000 : Number.POSITIVE_INFINITY };
}

function secondsOf(text = String(BUDGET_SECONDS)): number {
  const seconds = Number(text);
  if (!(seconds > 0)) throw new Error(`--budget must be a number of seconds, not ${text}`);
  return seconds;
}
