import { ssmVault } from '#functions/vault.wiring.ts';
import type { Environment } from '#shared/contract/environment.ts';
import { keyOwner } from '#shared/domain/catalogue/manage.ts';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';
import { fail } from '#shared/kernel/fault.ts';

/** Opens a model's own key, where it has one. */
export function keysOf(env: Environment): (model: OfferedModel) => Promise<string | undefined> {
  const vault = ssmVault(env);
  return async ({ id, sealedKey }) =>
    sealedKey === undefined
      ? undefined
      : vault.open(sealedKey, keyOwner(id)).catch((cause: unknown) => unusable(`the key of model ${id}`, `Set it again.`, cause));
}

export const unusable = (what: string, operator: string, cause?: unknown): never =>
  fail('ai.unavailable', { reason: `${what} can't be used`, operator, sent: false, permanent: true }, { cause });
