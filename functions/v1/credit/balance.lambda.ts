import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { platform } from '../auth.wiring.ts';
import { userView } from '../user.view.ts';
import { balance } from './balance.contract.ts';

export const handler = serve(balance, (env) => {
  const { table, guards } = platform(env, balance);
  const users = dynamoUsers(table);
  return {
    ...guards,
    handle: async ({ account, operation }) => {
      const user = (await users.byId(account)) ?? fail('request.unauthorized');
      const { credit_balance, is_member, membership_type, membership_end_date } = userView(user, operation.at);
      return success({ credit_balance, is_member, membership_type, membership_end_date });
    },
  };
});
