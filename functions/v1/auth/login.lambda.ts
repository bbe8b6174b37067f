import { dynamoLimits } from '#shared/adapters/dynamo/limits.ts';
import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { scryptPasswords } from '#shared/adapters/scrypt/passwords.ts';
import { loginPolicy } from '#shared/domain/limits/policies.ts';
import { login as logIn } from '#shared/domain/users/login.ts';
import { folded } from '#shared/domain/users/names.ts';
import { newSession } from '#shared/domain/users/session.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { errorFacts, log } from '#shared/kernel/log.ts';
import { platform } from '../auth.wiring.ts';
import { userView } from '../user.view.ts';
import { login } from './login.contract.ts';

export const handler = serve(login, (env) => {
  const { table, tokens, guards } = platform(env, login);
  const count = dynamoLimits(table);
  const parts = {
    users: dynamoUsers(table),
    passwords: scryptPasswords,
    onUnrenewed: (error: unknown) => log('warn', 'password.unrenewed', errorFacts(error)),
  };
  return {
    ...guards,
    // From one address against many users, and from many addresses against one.
    limit: async (call) => {
      await guards.limit(call);
      await count(loginPolicy, folded(call.body.username), call.operation.at);
    },
    handle: async ({ body, operation }) => {
      const user = await logIn(parts, body);
      const { access, refresh } = await tokens.issue(newSession(user.id, operation));
      const { id, username, email, credit_balance, is_member, membership_type } = userView(user, operation.at);
      return success(
        {
          access_token: access,
          refresh_token: refresh,
          token_type: 'bearer',
          user: { id, username, email, credit_balance, is_member, membership_type },
        },
        '登录成功',
      );
    },
  };
});
