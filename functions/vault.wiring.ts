import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import type { Environment } from '#shared/contract/environment.ts';

/** The stage's vault. Its keys are read anew each time it asks for them: a ring that got a new key is known without a deployment. */
export const ssmVault = (env: Environment) => vault(() => ssmSecrets(env, ['VAULT_KEYS'])('VAULT_KEYS'));
