import { randomBytes } from 'node:crypto';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { scryptPasswords } from '#shared/adapters/scrypt/passwords.ts';
import { referralCode } from '#shared/domain/users/names.ts';
import { register as registerUser } from '#shared/domain/users/register.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { limitOf } from '../limit.wiring.ts';
import { userView } from '../user.view.ts';
import { register } from './register.contract.ts';

export const handler = serve(register, (env) => {
  const table = dynamoTable(env);
  const parts = {
    users: dynamoUsers(table),
    passwords: scryptPasswords,
    newReferralCode: () => referralCode(randomBytes(6)),
    clock: systemClock,
  };
  return {
    limit: limitOf(table, register),
    handle: async ({ body }) => {
      const user = await registerUser(parts, body);
      const { id, username, email, credit_balance, is_member, referral_code } = userView(user, user.createdAt);
      return success({ id, username, email, credit_balance, is_member, referral_code }, '注册成功');
    },
  };
});
