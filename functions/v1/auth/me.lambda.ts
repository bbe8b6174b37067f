import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { platform } from '../auth.wiring.ts';
import { userView } from '../user.view.ts';
import { me } from './me.contract.ts';

export const handler = serve(me, (env) => {
  const { table, guards } = platform(env, me);
  const users = dynamoUsers(table);
  return {
    ...guards,
    handle: async ({ account, operation }) => {
      const user = (await users.byId(account)) ?? fail('request.unauthorized');
      return success(userView(user, operation.at));
    },
  };
});
