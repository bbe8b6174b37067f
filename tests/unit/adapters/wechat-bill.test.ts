import { expect, test } from 'vitest';
import { billLines } from '#shared/adapters/wechat/bill-lines.ts';

/** As in https://pay.weixin.qq.com/doc/v3/merchant/4012791890: 27 columns, a second head, totals. */
const HEAD =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const TOTALS = [
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
  '`2,`1.00,`0.50,`0.00,`0.01,`1.00,`0.50',
];
const ours = new Set(['wx1']);

const row = ({ app = 'wx1', state = 'SUCCESS', amount = '10.00', refund = ['0', '0.00', ''], goods = '积分' }) => {
  const [refundId, back, refundState] = refund as [string, string, string];
  const cells = ['2026-01-22 10:00:00', app, '19', '0', '', '4200001', 'R1', 'o1', 'NATIVE', state, 'OTHERS', 'CNY', amount, '0.00'];
  return [...cells, '503', refundId, back, '0.00', 'ORIGINAL', refundState, goods, '', '0.06', '0.60%', amount, back, '']
    .map((cell) => `\`${cell}`)
    .join(',');
};
const bill = (...rows: string[]) => [HEAD, ...rows, ...TOTALS, ''].join('\r\n');
const payment = { kind: 'payment', orderId: 'R1', transactionId: '4200001', amount: 1000 };

test('payments and refunds are read in fen, with a byte order mark too', () => {
  const refund = row({ state: 'REFUND', amount: '0.00', refund: ['R1_r', '0.50', 'SUCCESS'] });
  expect(billLines(`\uFEFF${bill(row({}), refund)}`, ours)).toEqual([
    payment,
    { kind: 'refund', orderId: 'R1', transactionId: '4200001', refundId: 'R1_r', amount: 50 },
  ]);
});

test('another app’s sales, revoked trades and refunds that are on their way are no lines', () => {
  const onItsWay = row({ state: 'REFUND', refund: ['R1_r', '0.50', 'PROCESSING'] });
  expect(billLines(bill(row({ app: 'wx2' }), row({ state: 'REVOKED' }), onItsWay), ours)).toEqual([]);
});

test('a customer’s text that looks like cells changes no amount', () => {
  expect(billLines(bill(row({ goods: 'a,`0.01,`b' })), ours)).toEqual([payment]);
});

test.each(['', 'hello', '<xml></xml>', '{}', bill(row({ amount: '-1.00' })), bill(row({ amount: '' }))])('%j is no bill', (text) => {
  expect(billLines(text, ours)).toBeUndefined();
});
