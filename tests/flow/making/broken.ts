import type { OutsideFault } from '#local/outside/faults.ts';
import type { Stack } from '#local/stack.ts';
import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { builtIn } from '#shared/domain/catalogue/built-in.ts';
import { keyOwner } from '#shared/domain/catalogue/manage.ts';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';
import { tableOf } from '#tests/support/platform/api.ts';
import type { Service } from './trial.ts';

type Call = Pick<OutsideFault, 'mode' | 'delayMs'>;

/** How a provider can fail a call that reaches it. Films would wait 45 s for an answer, so a silent line is cut after 5. */
export const failing = {
  'too much at once': { mode: '429' },
  'an error of its own': { mode: '500' },
  'an unreadable answer': { mode: 'badsign' },
  'no answer': { mode: 'hang', delayMs: 5000 },
  'a line that drops at once': { mode: 'hang', delayMs: 0 },
  'a line that drops in the answer': { mode: 'cut' },
} satisfies Record<string, Call>;

/** How one model can be of no use while its provider works. */
export const useless = {
  'the model is gone': () => ({ modelName: 'gemini-2.0-flash' }),
  'the key is refused': async (stack: Stack, id: number) => {
    const { seal } = vault(async () => stack.secrets.VAULT_KEYS!);
    return { sealedKey: await seal('not the key', keyOwner(id)) };
  },
  'the account is not paid': () => ({ modelName: 'qwen-unpaid' }),
} satisfies Record<string, (stack: Stack, id: number) => object | Promise<object>>;

export type Useless = keyof typeof useless;

const FOREVER = 1_000_000;

export const breakService = (stack: Stack, service: Service, call: Call): void =>
  stack.outside.faults.add({ service, times: FOREVER, ...call });

/** Models that stand in for the only ones of their kind. */
const STAND_INS = [
  { ...modelOf(2), id: 12 },
  { ...modelOf(3), id: 13 },
];

/** Each of the provider's built-in models is of no use; those that are the only ones of their kind have another beside them, for the same price. */
export async function breakModels(stack: Stack, service: Service, why: Useless): Promise<void> {
  const catalogue = dynamoCatalogue(tableOf(stack));
  for (const model of STAND_INS) await catalogue.put(model);
  for (const model of builtIn.filter(({ provider }) => provider === service))
    await catalogue.put({ ...model, ...(await useless[why](stack, model.id)) });
}

export async function mendAll(stack: Stack): Promise<void> {
  stack.outside.faults.clear();
  const catalogue = dynamoCatalogue(tableOf(stack));
  for (const { id } of await catalogue.stored()) await catalogue.remove(id);
}

function modelOf(id: number): OfferedModel {
  return builtIn.find((model) => model.id === id)!;
}
