import { dynamoConnections } from '#shared/adapters/dynamo/connections.ts';
import { dynamoLimits } from '#shared/adapters/dynamo/limits.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { platformTokens } from '#shared/adapters/jose/platform-tokens.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { platformPolicies } from '#shared/domain/limits/policies.ts';
import { LONGEST_MS } from '#shared/domain/live/ports.ts';
import { bearerToken } from '#shared/http/bearer.ts';
import { serveSocket } from '#shared/http/socket.ts';
import { fail } from '#shared/kernel/fault.ts';
import { liveConnect } from './connect.contract.ts';

export const handler = serveSocket(liveConnect, (env) => {
  const table = dynamoTable(env);
  const secret = ssmSecrets(env, secretsOf(liveConnect.uses));
  const { access } = platformTokens(env.STAGE!, () => secret('JWT_SECRET'));
  const connections = dynamoConnections(table);
  const count = dynamoLimits(table);
  return async ({ connection, query, headers, at }) => {
    const { account } = await access(query.token ?? bearerToken(headers) ?? fail('request.unauthorized'));
    await count(platformPolicies.query, account, at);
    await connections.open({ id: connection, account, until: at + LONGEST_MS });
  };
});
