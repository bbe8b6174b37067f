import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { referralUrl } from '#shared/domain/referrals/url.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { platform } from '../auth.wiring.ts';
import { referralGenerate } from './referral-generate.contract.ts';

export const handler = serve(referralGenerate, (env) => {
  const { table, guards } = platform(env, referralGenerate);
  const users = dynamoUsers(table);
  const page = env.REGISTER_URL || `${env.PUBLIC_URL}/register`;
  return {
    ...guards,
    handle: async ({ account }) => {
      const { referralCode } = (await users.byId(account)) ?? fail('request.unauthorized');
      return success({ referral_code: referralCode, referral_url: referralUrl(page, referralCode) }, '推荐码已生成');
    },
  };
});
