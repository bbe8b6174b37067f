import type { Answer, Exchange } from '../service.ts';
import { timeV3 } from '../times.ts';
import { parseJson, refuseV3, wrong } from './answer-v3.ts';
import type { PayRefund, RefundBook, RefundProblem, RefundTerms } from './refunds.ts';

const PROBLEMS: Record<RefundProblem, Answer> = {
  'unknown order': refuseV3(404, 'RESOURCE_NOT_EXISTS', '订单不存在'),
  'not paid': refuseV3(400, 'INVALID_REQUEST', '订单未支付，不能退款'),
  'other terms': refuseV3(400, 'INVALID_REQUEST', '订单金额或退款金额与之前请求不一致，请核实后再试'),
  'too much': refuseV3(400, 'INVALID_REQUEST', '订单已全额退款'),
};

/** `POST /v3/refund/domestic/refunds` and `GET /v3/refund/domestic/refunds/{out_refund_no}`. */
export function createRefundsV3(refunds: RefundBook) {
  const create = (exchange: Exchange): Answer => {
    const terms = termsOf(parseJson(exchange.body));
    if (typeof terms === 'string') return wrong(terms);
    const known = refunds.find(terms.refundId);
    const refund = refunds.refund(terms);
    if (typeof refund === 'string') return PROBLEMS[refund];
    // The money is on its way at first, as at the real one: whoever asks later finds it there.
    return { status: 200, body: shown(refund, known === undefined ? 'PROCESSING' : 'SUCCESS') };
  };

  return (path: string, exchange: Exchange): Answer | undefined => {
    const [, id] = /^\/v3\/refund\/domestic\/refunds(?:\/([^/]+))?$/.exec(path) ?? [];
    if (exchange.method === 'POST' && path === '/v3/refund/domestic/refunds') return create(exchange);
    if (exchange.method !== 'GET' || id === undefined) return undefined;
    const refund = refunds.find(decodeURIComponent(id));
    return refund === undefined ? refuseV3(404, 'RESOURCE_NOT_EXISTS', '退款单不存在') : { status: 200, body: shown(refund, 'SUCCESS') };
  };
}

/** Either what is asked for, or the first field that is wrong. */
function termsOf(body: Record<string, unknown>): RefundTerms | string {
  const { out_trade_no, out_refund_no, reason, amount } = body;
  const { refund, total, currency } = { ...(amount as { refund?: unknown; total?: unknown; currency?: unknown }) };
  if (typeof out_trade_no !== 'string' || out_trade_no === '') return 'out_trade_no';
  if (typeof out_refund_no !== 'string' || !/^[0-9a-zA-Z_\-|*@]{1,64}$/.test(out_refund_no)) return 'out_refund_no';
  if (reason !== undefined && (typeof reason !== 'string' || Buffer.byteLength(reason) > 80)) return 'reason';
  if (!isAmount(refund)) return 'amount.refund';
  if (!isAmount(total) || total < refund) return 'amount.total';
  if (currency !== 'CNY') return 'amount.currency';
  return { orderId: out_trade_no, refundId: out_refund_no, amount: refund, total };
}

const isAmount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;

const shown = (refund: PayRefund, status: 'PROCESSING' | 'SUCCESS'): object => ({
  refund_id: refund.id,
  out_refund_no: refund.refundId,
  transaction_id: refund.transactionId,
  out_trade_no: refund.orderId,
  channel: 'ORIGINAL',
  user_received_account: '支付用户零钱',
  create_time: timeV3(refund.at),
  ...(status === 'SUCCESS' ? { success_time: timeV3(refund.at) } : {}),
  status,
  amount: { total: refund.total, refund: refund.amount, payer_total: refund.total, payer_refund: refund.amount, currency: 'CNY' },
});
