import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { fail } from '#shared/kernel/fault.ts';
import { companyNums } from './company-nums.contract.ts';
import { answer, partnerAuth } from './partner.wiring.ts';

export const handler = serve(companyNums, (env) => {
  const prepaid = dynamoPrepaid(dynamoTable(env));
  return {
    authenticate: partnerAuth(env),
    handle: async ({ account, body }) => {
      const { available } = (await prepaid.balance(account, systemClock())) ?? fail('partner.not_found');
      return answer({ code: body.third_code, nums: available });
    },
  };
});
