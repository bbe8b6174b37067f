import { secretsAndTokens } from '#functions/tokens.wiring.ts';
import { dynamoAccounts } from '#shared/adapters/dynamo/accounts.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { isoTime } from '#shared/kernel/clock.ts';
import { fail } from '#shared/kernel/fault.ts';
import { userInfo } from './user-info.contract.ts';

export const handler = serve(userInfo, (env) => {
  const accounts = dynamoAccounts(dynamoTable(env));
  return {
    authenticate: secretsAndTokens(env, userInfo).authenticate,
    handle: async (call) => {
      const { id, openid, nickname, avatar, points, createdAt } = (await accounts.byId(call.account)) ?? fail('request.unauthorized');
      return reply(200, { success: true, data: { id, openid, nickname, avatar, points, created_at: isoTime(createdAt) } });
    },
  };
});
