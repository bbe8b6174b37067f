import { parseArgs } from 'node:util';

export interface Options {
  /** Requests for each endpoint. */
  requests: number;
  seed: number;
  /** Milliseconds for all the generated requests. */
  budgetMs: number;
  only?: string;
  help: boolean;
}

const BUDGET_SECONDS = 100;
const QUICK_SEED = 1;

export const help = `npm run test:fuzz                 60 generated requests for each endpoint of the OpenAPI document, fewer where time is short
npm run test:fuzz -- --full       500 for each, whatever time that takes
  --quick       60 for each, 15 at least (default)
  --budget N    seconds for the quick form's requests; default ${BUDGET_SECONDS}
  --seed N      draws the same again; the quick form's is ${QUICK_SEED}, so that no commit is refused for what another brought; --full draws one and prints it
  --only ID     one operation, such as ImageRestore
  --help        this
It also lints the document, and asks every endpoint as nobody, as another user and with forged tokens.
`;

/** Throws with what is wrong of a bad argument. */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean' },
      full: { type: 'boolean' },
      seed: { type: 'string' },
      budget: { type: 'string' },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.quick && values.full) throw new Error('--quick or --full, not both');
  const usual = values.full ? Math.floor(Math.random() * 2 ** 31) : QUICK_SEED;
  const seed = values.seed === undefined ? usual : Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed must be a whole number, not ${values.seed}`);
  const seconds = values.full ? Number.POSITIVE_INFINITY : Number(values.budget ?? BUDGET_SECONDS);
  if (!(seconds > 0)) throw new Error(`--budget must be a number of seconds, not ${values.budget}`);
  const { help: wanted = false, only } = values;
  return { requests: values.full ? 500 : 60, seed, budgetMs: seconds * 1000, help: wanted, ...(only && { only }) };
}
