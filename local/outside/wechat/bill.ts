import { spacedTime, timeV3 } from '../times.ts';
import type { OrderBook, PayOrder } from './orders.ts';
import type { PayRefund, RefundBook } from './refunds.ts';

const COLUMNS =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,' +
  '微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const TOTALS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';

const yuan = (fen: number): string => (fen / 100).toFixed(2);

const row = (cells: readonly string[]): string => cells.map((cell) => `\`${cell}`).join(',');
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/**
 * The day's trade bill, as v2 (`/pay/downloadbill`) and v3 (`/v3/bill/tradebill`) give it: a head, a line for each payment and refund, totals.
 * `undefined` for a day without any. `day` is Beijing's, `2026-01-22`. The real one has it the next morning; here it is there at once.
 */
export function billOf(day: string, mchId: string, orders: OrderBook, refunds: RefundBook): string | undefined {
  const on = (ms: number): boolean => timeV3(ms).startsWith(day);
  const paid = orders.all().filter((order) => order.paid !== undefined && on(order.paid.at));
  const back = refunds.all().filter((refund) => on(refund.at));
  if (paid.length + back.length === 0) return undefined;
  const lines = [
    ...paid.map((order) => paymentLine(order, mchId)),
    ...back.map((refund) => refundLine(refund, orders.find(refund.orderId), mchId)),
  ];
  const received = yuan(sum(paid.map((order) => order.paid?.amount ?? 0)));
  const returned = yuan(sum(back.map(({ amount }) => amount)));
  const totals = [String(lines.length), received, returned, '0.00', '0.00', received, returned];
  return [COLUMNS, ...lines.map(row), TOTALS, row(totals), ''].join('\r\n');
}

function paymentLine(order: PayOrder, mchId: string): string[] {
  const { amount = 0, at = 0, transactionId = '' } = order.paid ?? {};
  return line({ order, mchId, at, transactionId, state: 'SUCCESS', amount: yuan(amount), refund: ['0', '0', '0.00', '', ''] });
}

function refundLine({ id, refundId, orderId, transactionId, amount, at }: PayRefund, order: PayOrder | undefined, mchId: string): string[] {
  const refund = [id, refundId, yuan(amount), 'ORIGINAL', 'SUCCESS'] as const;
  return line({ order, mchId, at, transactionId, state: 'REFUND', amount: '0.00', refund, orderId });
}

interface Line {
  order: PayOrder | undefined;
  orderId?: string;
  mchId: string;
  at: number;
  transactionId: string;
  state: string;
  amount: string;
  /** WeChat's number, the merchant's, yuan, how, state. */
  refund: readonly [string, string, string, string, string];
}

function line({ order, orderId = order?.orderId ?? '', mchId, at, transactionId, state, amount, refund }: Line): string[] {
  const [refundNumber, refundId, returned, how, refundState] = refund;
  const trade = [transactionId, orderId, order?.paid?.openid ?? '', order?.tradeType ?? '', state, 'OTHERS', 'CNY', amount, '0.00'];
  const goods = [order?.description ?? '', order?.attach ?? ''];
  return [
    ...[spacedTime(at), order?.appId ?? '', mchId, '0', '', ...trade, refundNumber, refundId, returned, '0.00', how, refundState],
    ...[...goods, '0.00000', '0.60%', amount, returned, ''],
  ];
}
