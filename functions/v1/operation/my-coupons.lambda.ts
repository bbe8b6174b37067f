import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import { userCouponStatusAt } from '#shared/domain/coupons/types.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { platform } from '../auth.wiring.ts';
import { userCouponView } from './coupon.view.ts';
import { myCoupons } from './my-coupons.contract.ts';

export const handler = serve(myCoupons, (env) => {
  const { table, guards } = platform(env, myCoupons);
  const coupons = dynamoCoupons(table);
  return {
    ...guards,
    handle: async ({ account, query: { page, page_size, status } }) => {
      const now = systemClock();
      const own = (await coupons.ofAccount(account)).filter((coupon) => status === undefined || userCouponStatusAt(coupon, now) === status);
      const shown = own.sort((a, b) => b.claimedAt - a.claimedAt || b.id - a.id).slice((page - 1) * page_size, page * page_size);
      return success({ total: own.length, page, page_size, items: shown.map((coupon) => userCouponView(coupon, now)) });
    },
  };
});
