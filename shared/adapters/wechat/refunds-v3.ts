import type { Refund, RefundGateway, RefundRequest } from '../../domain/payments/ports.ts';
import { isFault } from '../../kernel/fault.ts';
import { oneLine } from './one-line.ts';
import { calling, unavailable } from './refusal.ts';
import type { SessionV3 } from './session-v3.ts';

const PATH = '/v3/refund/domestic/refunds';
/** In bytes. */
const REASON_LIMIT = 80;

const STATES: Record<string, Refund> = {
  SUCCESS: { state: 'refunded' },
  PROCESSING: { state: 'processing' },
  // The payer's card can't take it: somebody ends it by hand at pay.weixin.qq.com, in the trade's refunds.
  ABNORMAL: { state: 'processing', operator: 'the refund is ABNORMAL: end it at pay.weixin.qq.com' },
  CLOSED: { state: 'refused', reason: '退款关闭' },
};

/**
 * Refunds with v3, whichever version made the order: v2 would want a client certificate for it, and they are the same merchant's orders.
 * https://pay.weixin.qq.com/doc/v3/merchant/4012791862
 */
export const refundsV3 = (session: () => Promise<SessionV3>): RefundGateway => ({
  async refund(request) {
    const opened = await session();
    const { orderId, refundId, amount, total } = request;
    const reason = oneLine(request.reason, REASON_LIMIT);
    const body = { out_trade_no: orderId, out_refund_no: refundId, amount: { refund: amount, total, currency: 'CNY' } };
    try {
      const { data } = await calling(() => opened.client.post(PATH, reason === '' ? body : { ...body, reason }));
      return refundOf(data, request).refund;
    } catch (error) {
      if (!isFault(error, 'order.rejected')) throw error;
      // A refund that was given before is one, whatever its repetition is told.
      const known = await ask(opened, request);
      return known?.amount === amount ? known.refund : { state: 'refused', reason: error.message };
    }
  },

  async queryRefund(refund) {
    return (await ask(await session(), refund))?.refund ?? { state: 'unknown' };
  },
});

type Named = Pick<RefundRequest, 'orderId' | 'refundId'>;

async function ask({ client }: SessionV3, refund: Named): Promise<{ refund: Refund; amount: unknown } | undefined> {
  const answer = await calling(
    () => client.get(`${PATH}/${encodeURIComponent(refund.refundId)}`),
    ['RESOURCE_NOT_EXISTS'],
    () => undefined,
  );
  return answer === undefined ? undefined : refundOf(answer.data, refund);
}

function refundOf(data: unknown, { orderId, refundId }: Named): { refund: Refund; amount: unknown } {
  const { out_trade_no, out_refund_no, status, amount } = data as Record<string, unknown>;
  if (out_trade_no !== orderId || out_refund_no !== refundId) return unavailable('refunds answered another refund');
  const refund = STATES[String(status)] ?? unavailable(`a refund with the status ${status}`);
  return { refund, amount: (amount as { refund?: unknown } | undefined)?.refund };
}
