import { dynamoSessions } from '#shared/adapters/dynamo/sessions.ts';
import { bearer } from '#shared/http/bearer.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { logout } from './logout.contract.ts';

export const handler = serve(logout, (env) => {
  const { table, tokens, guards } = platform(env, logout);
  const sessions = dynamoSessions(table);
  return {
    ...guards,
    // Who comes back after two hours to log out has only the refresh token left.
    authenticate: bearer((token) => tokens.access(token).catch(() => tokens.refresh(token))),
    handle: async ({ account, caller, operation }) => {
      await sessions.end({ account, session: caller.session! }, operation.at);
      return success(null, '已退出登录');
    },
  };
});
