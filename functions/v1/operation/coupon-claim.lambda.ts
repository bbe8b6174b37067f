import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import { claimCoupon } from '#shared/domain/coupons/claim.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { platform } from '../auth.wiring.ts';
import { userCouponView } from './coupon.view.ts';
import { couponClaim } from './coupon-claim.contract.ts';

export const handler = serve(couponClaim, (env) => {
  const { table, guards } = platform(env, couponClaim);
  const parts = { coupons: dynamoCoupons(table), clock: systemClock };
  return {
    ...guards,
    handle: async ({ account, operation, params }) => {
      const coupon = await claimCoupon(parts, { id: params.coupon_id, account, operation });
      return success(userCouponView(coupon, operation.at), '优惠券领取成功');
    },
  };
});
