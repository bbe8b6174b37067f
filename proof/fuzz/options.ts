import { parseArgs } from 'node:util';

export interface Options {
  /** Requests for each endpoint. */
  requests: number;
  seed: number;
  only?: string;
  help: boolean;
}

export const help = `npm run test:fuzz                 60 generated requests for each endpoint of the OpenAPI document
npm run test:fuzz -- --full       500 for each
  --quick       60 for each (default)
  --seed N      draws the same again; each run prints its seed
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
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.quick && values.full) throw new Error('--quick or --full, not both');
  const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed must be a whole number, not ${values.seed}`);
  return { requests: values.full ? 500 : 60, seed, help: values.help === true, ...(values.only && { only: values.only }) };
}
