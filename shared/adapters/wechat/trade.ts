import type { Payment } from '../../domain/payments/ports.ts';

/** A trade as either version tells it, not yet checked. */
export interface Trade {
  appId: unknown;
  mchId: unknown;
  orderId: unknown;
  state: unknown;
  /** Fen; of the order, which coupons don't change. */
  amount: unknown;
  currency: unknown;
  transactionId: unknown;
  openid: unknown;
}

/** States after which an order is never paid. The rest (NOTPAY, USERPAYING, ACCEPT, PAYERROR) may still be. */
const CLOSED = new Set<unknown>(['CLOSED', 'REVOKED', 'REFUND']);

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What our books make of a trade; `undefined` when it is another merchant's, or a payment without an amount in CNY or a transaction id. */
export function paymentOf(trade: Trade, ours: { appId: string; mchId: string }): Payment | undefined {
  const { orderId, state, amount, currency, transactionId, openid } = trade;
  if (trade.appId !== ours.appId || trade.mchId !== ours.mchId || !isText(orderId)) return undefined;
  if (state !== 'SUCCESS') return { state: CLOSED.has(state) ? 'closed' : 'pending', orderId };
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount <= 0 || !isText(transactionId)) return undefined;
  if (currency !== undefined && currency !== 'CNY') return undefined;
  return { state: 'paid', orderId, amount, transactionId, ...(isText(openid) ? { openid } : {}) };
}

/** v2: flat texts. `state` is `trade_state` of a query, `result_code` of a notification. */
export const tradeOfV2 = (fields: Record<string, unknown>, state: unknown): Trade => ({
  appId: fields.appid,
  mchId: fields.mch_id,
  orderId: fields.out_trade_no,
  state,
  amount: isText(fields.total_fee) && /^\d{1,9}$/.test(fields.total_fee) ? Number(fields.total_fee) : undefined,
  currency: fields.fee_type,
  transactionId: fields.transaction_id,
  openid: fields.openid,
});

const objectOf = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {});

/** v3: the JSON of a query, or of a notification's opened resource. */
export function tradeOfV3(json: unknown): Trade {
  const { appid, mchid, out_trade_no, trade_state, amount, transaction_id, payer } = objectOf(json);
  const { total, currency } = objectOf(amount);
  return {
    appId: appid,
    mchId: mchid,
    orderId: out_trade_no,
    state: trade_state,
    amount: total,
    currency,
    transactionId: transaction_id,
    openid: objectOf(payer).openid,
  };
}
