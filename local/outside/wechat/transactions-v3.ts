import type { Answer, Exchange } from '../service.ts';
import { timeV3 } from '../times.ts';
import { parseJson, refuseV3, wrong } from './answer-v3.ts';
import type { WechatCredentials } from './credentials.ts';
import { invalidOrderV3, type OrderBody } from './order-v3.ts';
import { codeUrlOf, type OrderBook, type OrderProblem, type OrderTerms, type PayOrder } from './orders.ts';

const PROBLEMS: Record<OrderProblem, Answer> = {
  ORDERPAID: refuseV3(400, 'ORDERPAID', '该订单已支付'),
  ORDERCLOSED: refuseV3(400, 'ORDER_CLOSED', '该订单已关闭'),
  OUT_TRADE_NO_USED: refuseV3(403, 'OUT_TRADE_NO_USED', '商户订单号重复'),
  ORDERNOTEXIST: refuseV3(404, 'ORDER_NOT_EXIST', '订单不存在'),
};

/** What is below `/v3/pay/transactions`; `undefined` for what isn't. */
export function createTransactionsV3({ appId, webAppId, mchId }: WechatCredentials, orders: OrderBook) {
  const create = (exchange: Exchange, tradeType: OrderTerms['tradeType']): Answer => {
    const body: OrderBody = parseJson(exchange.body);
    const field = invalidOrderV3(body, tradeType);
    if (field !== undefined) return wrong(field);
    if ((body.appid !== appId && body.appid !== webAppId) || body.mchid !== mchId)
      return refuseV3(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配，请检查后再试');
    const order = orders.place(termsOf(body, tradeType));
    if (typeof order === 'string') return PROBLEMS[order];
    return {
      status: 200,
      body: tradeType === 'NATIVE' ? { code_url: codeUrlOf(order, exchange.url.origin) } : { prepay_id: order.prepayId },
    };
  };

  const close = (orderId: string, exchange: Exchange): Answer => {
    if (parseJson(exchange.body).mchid !== mchId) return wrong('mchid');
    const result = orders.close(orderId);
    return typeof result === 'string' ? PROBLEMS[result] : { status: 204, body: '' };
  };

  const found = (order: PayOrder | undefined): Answer =>
    order === undefined ? PROBLEMS.ORDERNOTEXIST : { status: 200, body: tradeV3(order, mchId) };

  return (path: string, exchange: Exchange): Answer | undefined => {
    const [kind, id = '', action] = path.replace('/v3/pay/transactions/', '').split('/');
    const operation = `${exchange.method} ${kind}${action === undefined ? '' : `/${action}`}`;
    if (operation === 'POST jsapi' || operation === 'POST native') return create(exchange, kind === 'native' ? 'NATIVE' : 'JSAPI');
    if (operation === 'POST out-trade-no/close') return close(id, exchange);
    const mine = exchange.url.searchParams.get('mchid') === mchId;
    if (operation === 'GET out-trade-no') return mine ? found(orders.find(id)) : wrong('mchid');
    if (operation === 'GET id') return mine ? found(orders.byTransaction(id)) : wrong('mchid');
    return undefined;
  };
}

/** What v3 says of a trade, in the answer to a query and in a notification. */
export function tradeV3(order: PayOrder, mchId: string): object {
  const common = { appid: order.appId, mchid: mchId, out_trade_no: order.orderId, trade_state: order.state, attach: order.attach };
  if (order.paid === undefined) return { ...common, trade_state_desc: order.state === 'CLOSED' ? '订单已关闭' : '订单未支付' };
  const { amount, openid, transactionId, at } = order.paid;
  return {
    ...common,
    trade_type: order.tradeType,
    trade_state_desc: order.state === 'REFUND' ? '订单发生过退款' : '支付成功',
    transaction_id: transactionId,
    bank_type: 'OTHERS',
    success_time: timeV3(at),
    payer: { openid },
    amount: { total: amount, payer_total: amount, currency: 'CNY', payer_currency: 'CNY' },
  };
}

const termsOf = (body: OrderBody, tradeType: OrderTerms['tradeType']): OrderTerms => ({
  version: 'v3',
  appId: String(body.appid),
  orderId: String(body.out_trade_no),
  amount: Number(body.amount?.total),
  description: String(body.description),
  notifyUrl: String(body.notify_url),
  tradeType,
  openid: body.payer === undefined ? undefined : String(body.payer.openid),
  attach: body.attach === undefined ? undefined : String(body.attach),
  expiresAt: body.time_expire === undefined ? undefined : Date.parse(String(body.time_expire)),
});
