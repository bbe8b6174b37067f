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
    const { client } = await session();
    const { orderId, refundId, amount, total } = request;
    const reason = oneLine(request.reason, REASON_LIMIT);
    const body = { out_trade_no: orderId, out_refund_no: refundId, amount: { refund: amount, total, currency: 'CNY' } };
    try {
      const { data } = await calling(() => client.post(PATH, reason === '' ? body : { ...body, reason }));
      return refundOf(data, request);
    } catch (error) {
      if (isFault(error, 'order.rejected')) return { state: 'refused', reason: error.message };
      throw error;
    }
  },

  async queryRefund(refund) {
    const { client } = await session();
    const answer = await calling(
      () => client.get(`${PATH}/${encodeURIComponent(refund.refundId)}`),
      ['RESOURCE_NOT_EXISTS'],
      () => undefined,
    );
    return answer === undefined ? { state: 'unknown' } : refundOf(answer.data, refund);
  },
});

function refundOf(data: unknown, { orderId, refundId }: Pick<RefundRequest, 'orderId' | 'refundId'>): Refund {
  const { out_trade_no, out_refund_no, status } = data as Record<string, unknown>;
  if (out_trade_no !== orderId || out_refund_no !== refundId) return unavailable('refunds answered another refund');
  return STATES[String(status)] ?? unavailable(`a refund with the status ${status}`);
}
