import { miniTokens } from '#shared/adapters/jose/tokens.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import type { Capability } from '#shared/contract/capabilities.ts';
import { type Environment, secretsOf } from '#shared/contract/environment.ts';

/** The secrets of a function, and the tokens that are signed with one of them. */
export function secretsAndTokens(env: Environment, contract: { uses: readonly Capability[] }) {
  const secret = ssmSecrets(env, secretsOf(contract.uses));
  return { secret, tokens: miniTokens(env.STAGE!, () => secret('JWT_SECRET')) };
}
