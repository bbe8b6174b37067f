import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import { couponStatusAt } from '#shared/domain/coupons/types.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { fail } from '#shared/kernel/fault.ts';
import { platform } from '../auth.wiring.ts';
import { couponCreate } from './coupon-create.contract.ts';

export const handler = serve(couponCreate, (env) => {
  const { table, guards } = platform(env, couponCreate);
  const coupons = dynamoCoupons(table);
  return {
    ...guards,
    handle: async ({ operation, body }) => {
      const { min_amount: minAmount, max_usage: maxUsage, valid_from: from, valid_until: until, ...offer } = body;
      const listed = await coupons.create({ ...offer, minAmount, maxUsage, from, until, createdAt: operation.at, operation });
      if (listed === 'taken') return fail('request.invalid', { field: 'code', message: 'code 已被使用' });
      return success({ id: listed.id, code: listed.code, status: couponStatusAt(listed, systemClock()) }, '优惠券创建成功');
    },
  };
});
