import { randomBytes } from 'node:crypto';
import { dynamoActivities } from '#shared/adapters/dynamo/activities.ts';
import { withRegistration } from '#shared/adapters/dynamo/registration.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { scryptPasswords } from '#shared/adapters/scrypt/passwords.ts';
import { giftOf } from '#shared/domain/activities/bonus.ts';
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
  const activities = dynamoActivities(table);
  const parts = {
    users: dynamoUsers(table, withRegistration),
    passwords: scryptPasswords,
    newReferralCode: () => referralCode(randomBytes(6)),
    giftsAt: async (now: number) => (await activities.activeOf('credit_gift', now)).map(giftOf),
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
