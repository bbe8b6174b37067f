import { dynamoReferrals } from '#shared/adapters/dynamo/referrals.ts';
import type { Referral } from '#shared/domain/referrals/ports.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { platform } from '../auth.wiring.ts';
import { referralRecords } from './referral-records.contract.ts';

export const handler = serve(referralRecords, (env) => {
  const { table, guards } = platform(env, referralRecords);
  const referrals = dynamoReferrals(table);
  return {
    ...guards,
    handle: async ({ account, query: { page, page_size } }) => {
      const { referrals: shown, total, rewards } = await referrals.of(account, { limit: page_size, skip: (page - 1) * page_size });
      return success({ total, total_rewards: rewards, items: shown.map(recordView) });
    },
  };
});

const recordView = ({ number, username, reward, state, createdAt }: Referral) => ({
  id: number,
  referred_user: username,
  reward_amount: reward,
  status: state,
  created_at: beijingTime(createdAt),
});
