import type { Payment } from '../../domain/payments/ports.ts';
import { fenOfDecimal } from '../../kernel/money.ts';

/** A query's answer or a notification, not yet checked: names and texts are the same in both. */
export type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** After three months a trade is FINISHED: as paid as before, but nothing can be given back. */
const PAID = new Set<unknown>(['TRADE_SUCCESS', 'TRADE_FINISHED']);

/**
 * What our books make of a trade; `undefined` for a payment without an amount in CNY or a trade number.
 * Once something was given back it is `closed`: nobody is credited for it any more. A query tells that only of a whole refund (TRADE_CLOSED).
 */
export function paymentOf(fields: Fields): Payment | undefined {
  const { out_trade_no: orderId, trade_no: transactionId, trade_status, total_amount, trans_currency, refund_fee } = fields;
  if (!isText(orderId)) return undefined;
  if (trade_status === 'WAIT_BUYER_PAY') return { state: 'pending', orderId };
  if (trade_status === 'TRADE_CLOSED') return { state: 'closed', orderId };
  if (!PAID.has(trade_status) || (trans_currency !== undefined && trans_currency !== 'CNY')) return undefined;
  if (isText(refund_fee) && fenOfDecimal(refund_fee) !== 0) return { state: 'closed', orderId };
  const amount = isText(total_amount) ? fenOfDecimal(total_amount) : undefined;
  return amount === undefined || amount === 0 || !isText(transactionId) ? undefined : { state: 'paid', orderId, amount, transactionId };
}
