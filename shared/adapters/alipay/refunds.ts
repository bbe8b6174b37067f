import type { Refund, RefundGateway, RefundRequest } from '../../domain/payments/ports.ts';
import { isFault } from '../../kernel/fault.ts';
import { decimalOfFen, fenOfDecimal } from '../../kernel/money.ts';
import { calling, UNKNOWN_TRADE, unavailable } from './refusal.ts';
import type { Session } from './session.ts';
import { subjectOf } from './subject.ts';

/** https://opendocs.alipay.com/open/f60979b3_alipay.trade.refund */
export const refunds = (session: () => Promise<Session>): RefundGateway => ({
  async refund(request) {
    const opened = await session();
    const { orderId, refundId, amount, reason } = request;
    const body = { out_trade_no: orderId, refund_amount: decimalOfFen(amount), out_request_no: refundId, refund_reason: subjectOf(reason) };
    try {
      const { out_trade_no, fund_change } = await calling(() => opened.exec('alipay.trade.refund', body));
      if (out_trade_no !== orderId) return unavailable('trade.refund answered another order');
      if (fund_change === 'Y') return { state: 'refunded' };
    } catch (error) {
      if (!isFault(error, 'order.rejected')) throw error;
      // A refund that was given before is one, whatever its repetition is told.
      return (await isGiven(opened, request)) ? { state: 'refunded' } : { state: 'refused', reason: error.message };
    }
    // No money moved this time: it was given before, or not at all.
    return (await isGiven(opened, request)) ? { state: 'refunded' } : unavailable('trade.refund moved no money');
  },

  async queryRefund(refund): Promise<Refund | { state: 'unknown' }> {
    return (await given(await session(), refund)) === undefined ? { state: 'unknown' } : { state: 'refunded' };
  },
});

const isGiven = async (session: Session, request: RefundRequest): Promise<boolean> => (await given(session, request)) === request.amount;

/** What was given back under this number, in fen. Alipay answers 10000 without a status for one that it never got, or that failed. */
async function given({ exec }: Session, { orderId, refundId }: Pick<RefundRequest, 'orderId' | 'refundId'>): Promise<number | undefined> {
  const answer = await calling(
    () => exec('alipay.trade.fastpay.refund.query', { out_trade_no: orderId, out_request_no: refundId }),
    UNKNOWN_TRADE,
    () => undefined,
  );
  if (answer?.refund_status !== 'REFUND_SUCCESS') return undefined;
  if (answer.out_trade_no !== orderId || answer.out_request_no !== refundId) return unavailable('refund.query answered another refund');
  return fenOfDecimal(String(answer.refund_amount));
}
