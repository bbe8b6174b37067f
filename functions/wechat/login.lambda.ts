import { secretsAndTokens } from '#functions/tokens.wiring.ts';
import { dynamoAccounts } from '#shared/adapters/dynamo/accounts.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { wechatLogin } from '#shared/adapters/wechat/login.ts';
import { login as logIn } from '#shared/domain/accounts/login.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { login } from './login.contract.ts';

export const handler = serve(login, (env) => {
  const { secret, tokens } = secretsAndTokens(env, login);
  const parts = {
    exchangeCode: wechatLogin(env, secret),
    accounts: dynamoAccounts(dynamoTable(env)),
    issueToken: tokens.issue,
    clock: systemClock,
  };
  return {
    handle: async ({ body }) => {
      const { account, token } = await logIn(parts, body.code);
      const { id, openid, points, nickname, avatar } = account;
      return reply(200, { success: true, user: { id, openid, points, nickname, avatar }, token });
    },
  };
});
