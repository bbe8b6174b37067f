import { dynamoIdempotency } from '#shared/adapters/dynamo/idempotency.ts';
import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import { dynamoTable, type Table } from '#shared/adapters/dynamo/table.ts';
import { platformTokens } from '#shared/adapters/jose/platform-tokens.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import type { Endpoint } from '#shared/contract/endpoint.ts';
import { type Environment, secretsOf } from '#shared/contract/environment.ts';
import type { PlatformTokens } from '#shared/domain/users/ports.ts';
import { bearer } from '#shared/http/bearer.ts';
import type { Authenticate } from '#shared/http/call.ts';
import { limitOf } from './limit.wiring.ts';

type PlatformContract = Pick<Endpoint, 'auth' | 'rate' | 'idempotent' | 'uses' | 'timeoutSeconds'>;

/**
 * What every platform function stands on. Its `guards` go into the function's wiring as they are: who calls (`authenticate`), how
 * often (`limit`) and what was asked before (`idempotency`), each as the contract says. They take these capabilities: `tokens`; `limits`,
 * unless `rate` is `none`; `roles:read` for `admin`; `accounts:read` for `generate`; `idempotency` where it is `idempotent`.
 */
export function platform(env: Environment, contract: PlatformContract) {
  const table = dynamoTable(env);
  const secret = ssmSecrets(env, secretsOf(contract.uses));
  const tokens = platformTokens(env.STAGE!, () => secret('JWT_SECRET'));
  const guards = {
    authenticate: authentication(contract, tokens, table),
    limit: limitOf(table, contract),
    ...(contract.idempotent && { idempotency: dynamoIdempotency(table, contract.timeoutSeconds) }),
  };
  return { table, secret, tokens, guards };
}

/** An operator's role is looked up at each request, so taking it away acts at once. */
function authentication({ auth }: PlatformContract, tokens: PlatformTokens, table: Table): Authenticate {
  if (auth === 'refresh') return bearer(tokens.refresh);
  if (auth !== 'admin') return bearer(tokens.access);
  const roles = dynamoRoles(table);
  return bearer(async (token) => {
    const caller = await tokens.access(token);
    return { ...caller, roles: (await roles.has(caller.account, 'admin')) ? ['admin'] : [] };
  });
}
