import type { PayGateway, WebOrderRequest } from '../../domain/payments/ports.ts';
import { beijingDigits } from '../../kernel/beijing-time.ts';
import { orderDescription } from './one-line.ts';
import { CLOSED_ORDER, calling, UNKNOWN_ORDER, unavailable } from './refusal.ts';
import type { Fields, SessionV2 } from './session-v2.ts';
import { paymentOf, tradeOfV2 } from './trade.ts';

/** Places an order (`/pay/unifiedorder`); `kind`: what this trade type needs besides. */
export async function placeV2({ merchant, post }: SessionV2, order: WebOrderRequest, kind: Record<string, string>): Promise<Fields> {
  const request = {
    ...kind,
    out_trade_no: order.orderId,
    body: orderDescription(order.description),
    total_fee: String(order.amount),
    spbill_create_ip: order.address,
    time_expire: beijingDigits(order.expiresAt),
    notify_url: merchant.notifyUrl,
  };
  return calling(() => post('/pay/unifiedorder', request));
}

/** What v2 does with orders of either kind. */
export const tradesV2 = (session: () => Promise<SessionV2>): Pick<PayGateway, 'query' | 'close'> => ({
  async query(orderId) {
    const { merchant, post } = await session();
    const answer = await calling(
      () => post('/pay/orderquery', { out_trade_no: orderId }),
      UNKNOWN_ORDER,
      () => undefined,
    );
    if (answer === undefined) return { state: 'unknown', orderId };
    const payment = paymentOf(tradeOfV2(answer, answer.trade_state), merchant);
    return payment?.orderId === orderId ? payment : unavailable('orderquery answered another order');
  },

  async close(orderId) {
    const { post } = await session();
    await calling(
      () => post('/pay/closeorder', { out_trade_no: orderId }),
      [...CLOSED_ORDER, ...UNKNOWN_ORDER],
      () => undefined,
    );
  },
});
