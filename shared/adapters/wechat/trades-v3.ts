import type { PayGateway, WebOrderRequest } from '../../domain/payments/ports.ts';
import { beijingOffsetTime } from '../../kernel/beijing-time.ts';
import { orderDescription } from './one-line.ts';
import { CLOSED_ORDER, calling, UNKNOWN_ORDER, unavailable } from './refusal.ts';
import type { SessionV3 } from './session-v3.ts';
import { paymentOf, tradeOfV3 } from './trade.ts';

/** Places an order below `/v3/pay/transactions`; `more`: what this kind needs besides. */
export async function placeV3(
  { config, client }: SessionV3,
  kind: 'jsapi' | 'native',
  order: WebOrderRequest,
  more: object = {},
): Promise<Record<string, unknown>> {
  const request = {
    appid: config.appId,
    mchid: config.mchId,
    out_trade_no: order.orderId,
    description: orderDescription(order.description),
    amount: { total: order.amount, currency: 'CNY' },
    time_expire: beijingOffsetTime(order.expiresAt),
    notify_url: config.notifyUrl,
    ...more,
  };
  const { data } = await calling(() => client.post(`/v3/pay/transactions/${kind}`, request));
  return data as Record<string, unknown>;
}

const path = (orderId: string): string => `/v3/pay/transactions/out-trade-no/${encodeURIComponent(orderId)}`;

/** What v3 does with orders of either kind. */
export const tradesV3 = (session: () => Promise<SessionV3>): Pick<PayGateway, 'query' | 'close'> => ({
  async query(orderId) {
    const { config, client } = await session();
    const params = { mchid: config.mchId };
    const answer = await calling(
      () => client.get(path(orderId), { params }),
      UNKNOWN_ORDER,
      () => undefined,
    );
    if (answer === undefined) return { state: 'unknown', orderId };
    const payment = paymentOf(tradeOfV3(answer.data), config);
    return payment?.orderId === orderId ? payment : unavailable('out-trade-no answered another order');
  },

  async close(orderId) {
    const { config, client } = await session();
    await calling(
      () => client.post(`${path(orderId)}/close`, { mchid: config.mchId }),
      [...CLOSED_ORDER, ...UNKNOWN_ORDER],
      () => undefined,
    );
  },
});
