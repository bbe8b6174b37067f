import { miniTokens } from '#shared/adapters/jose/tokens.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import type { Capability } from '#shared/contract/capabilities.ts';
import { type Environment, secretsOf } from '#shared/contract/environment.ts';
import { bearer } from '#shared/http/bearer.ts';

/** The secrets of a mini-program function, the tokens that are signed with one of them, and how they tell who calls. */
export function secretsAndTokens(env: Environment, contract: { uses: readonly Capability[] }) {
  const secret = ssmSecrets(env, secretsOf(contract.uses));
  const tokens = miniTokens(env.STAGE!, () => secret('JWT_SECRET'));
  return { secret, tokens, authenticate: bearer(async (token) => ({ account: await tokens.verify(token) })) };
}
