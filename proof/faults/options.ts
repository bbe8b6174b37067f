import { parseArgs } from 'node:util';

export interface Options {
  full: boolean;
  seeds: readonly number[];
  /** Only cases, scenarios and plants whose id has this in it. */
  only: string;
  help: boolean;
}

const FULL_SEEDS = 20;
/** Seeds are this far apart, so that two of them share no choice at any call site. */
const STRIDE = 1009;

export const HELP = `npm run test:faults -- [options]

Puts every fault on every outside call of everything that changes something, lets a client retry, and checks the books.

  --quick      one seed, 200 mutated notifications, a sample of the planted bugs (default)
  --full       ${FULL_SEEDS} seeds, 1,000 mutated notifications, all planted bugs
  --seed N     begins with this seed; default 1
  --only TEXT  only cases, scenarios and planted bugs with this in their name
  --help       this text
`;

export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  const first = Number(values.seed);
  if (!Number.isSafeInteger(first) || first < 0) throw new Error(`--seed must be a whole number, not ${values.seed}`);
  if (values.quick && values.full) throw new Error('--quick or --full, not both');
  const seeds = Array.from({ length: values.full ? FULL_SEEDS : 1 }, (_, at) => first + at * STRIDE);
  return { full: values.full, seeds, only: values.only, help: values.help };
}
