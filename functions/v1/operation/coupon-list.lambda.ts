import { dynamoCoupons } from '#shared/adapters/dynamo/coupons.ts';
import { couponStatusAt } from '#shared/domain/coupons/types.ts';
import { listByStatus } from '#shared/domain/listings/list.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { platform } from '../auth.wiring.ts';
import { couponView } from './coupon.view.ts';
import { couponList } from './coupon-list.contract.ts';

export const handler = serve(couponList, (env) => {
  const { table, guards } = platform(env, couponList);
  const coupons = dynamoCoupons(table);
  return {
    ...guards,
    handle: async ({ query: { page, page_size, status } }) => {
      const now = systemClock();
      const wanted = { limit: page_size, skip: (page - 1) * page_size, status };
      const { items, total } = await listByStatus(coupons, { of: couponStatusAt, over: 'expired' }, wanted, now);
      return success({ total, page, page_size, items: items.map((coupon) => couponView(coupon, now)) });
    },
  };
});
