import type { Answer, Exchange } from '../service.ts';
import type { WechatCredentials } from './credentials.ts';
import { invalidOrderV3, type OrderBody } from './order-v3.ts';
import type { OrderBook, OrderProblem, OrderTerms, PayOrder } from './orders.ts';
import { platformHeaders, signatureProblem } from './sign-v3.ts';
import { timeV3 } from './times.ts';

const PROBLEMS: Record<OrderProblem, Answer> = {
  ORDERPAID: refuseV3(400, 'ORDERPAID', '该订单已支付'),
  ORDERCLOSED: refuseV3(400, 'ORDER_CLOSED', '该订单已关闭'),
  OUT_TRADE_NO_USED: refuseV3(403, 'OUT_TRADE_NO_USED', '商户订单号重复'),
  ORDERNOTEXIST: refuseV3(404, 'ORDER_NOT_EXIST', '订单不存在'),
};

export function refuseV3(status: number, code: string, message: string, detail?: object): Answer {
  return { status, body: { code, message, ...(detail === undefined ? {} : { detail }) } };
}

/** Answers the v3 API of the merchant, below `/v3/pay/transactions`. */
export function createPayV3(credentials: WechatCredentials, orders: OrderBook, now: () => number) {
  const route = (path: string, exchange: Exchange): Answer => {
    const problem = signatureProblem(exchange, credentials, now());
    if (problem !== undefined)
      return refuseV3(401, 'SIGN_ERROR', problem, { field: 'signature', issue: 'sign not match', location: 'authorization' });
    const [kind, id = '', action] = path.replace('/v3/pay/transactions/', '').split('/');
    const operation = `${exchange.method} ${kind}${action === undefined ? '' : `/${action}`}`;
    if (operation === 'POST jsapi' || operation === 'POST native') return create(exchange, kind === 'native' ? 'NATIVE' : 'JSAPI');
    if (operation === 'POST out-trade-no/close') return close(id, exchange);
    const mine = exchange.url.searchParams.get('mchid') === credentials.mchId;
    if (operation === 'GET out-trade-no') return mine ? found(orders.find(id)) : wrong('mchid');
    if (operation === 'GET id') return mine ? found(orders.byTransaction(id)) : wrong('mchid');
    return refuseV3(404, 'RESOURCE_NOT_EXISTS', '请求的资源不存在');
  };

  const create = (exchange: Exchange, tradeType: OrderTerms['tradeType']): Answer => {
    const body = parseJson(exchange.body);
    const field = invalidOrderV3(body, tradeType);
    if (field !== undefined) return wrong(field);
    if (body.appid !== credentials.appId || body.mchid !== credentials.mchId)
      return refuseV3(400, 'APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配，请检查后再试');
    const order = orders.place(termsOf(body, tradeType));
    if (typeof order === 'string') return PROBLEMS[order];
    const codeUrl = `weixin://wxpay/bizpayurl?pr=${order.prepayId.slice(-9)}`;
    return { status: 200, body: tradeType === 'NATIVE' ? { code_url: codeUrl } : { prepay_id: order.prepayId } };
  };

  const close = (orderId: string, exchange: Exchange): Answer => {
    if (parseJson(exchange.body).mchid !== credentials.mchId) return wrong('mchid');
    const result = orders.close(orderId);
    return typeof result === 'string' ? PROBLEMS[result] : { status: 204, body: '' };
  };

  const found = (order: PayOrder | undefined): Answer =>
    order === undefined ? PROBLEMS.ORDERNOTEXIST : { status: 200, body: tradeV3(order, credentials) };

  return (path: string, exchange: Exchange): Answer => sealV3(route(path, exchange), credentials, now());
}

/** The answer with its signature: WeChat signs refusals too. */
export function sealV3(answer: Answer, credentials: WechatCredentials, now: number): Answer {
  const body = typeof answer.body === 'object' ? JSON.stringify(answer.body) : (answer.body ?? '');
  return { ...answer, body, headers: { 'content-type': 'application/json; charset=utf-8', ...platformHeaders(body, credentials, now) } };
}

/** What v3 says of a trade, in the answer to a query and in a notification. */
export function tradeV3(order: PayOrder, { appId, mchId }: WechatCredentials): object {
  const common = { appid: appId, mchid: mchId, out_trade_no: order.orderId, trade_state: order.state, attach: order.attach };
  if (order.paid === undefined) return { ...common, trade_state_desc: order.state === 'CLOSED' ? '订单已关闭' : '订单未支付' };
  const { amount, openid, transactionId, at } = order.paid;
  return {
    ...common,
    trade_type: order.tradeType,
    trade_state_desc: '支付成功',
    transaction_id: transactionId,
    bank_type: 'OTHERS',
    success_time: timeV3(at),
    payer: { openid },
    amount: { total: amount, payer_total: amount, currency: 'CNY', payer_currency: 'CNY' },
  };
}

const wrong = (field: string): Answer => refuseV3(400, 'PARAM_ERROR', '参数错误', { field, issue: `invalid ${field}`, location: 'body' });

function parseJson(body: Buffer): OrderBody {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

const termsOf = (body: OrderBody, tradeType: OrderTerms['tradeType']): OrderTerms => ({
  version: 'v3',
  orderId: String(body.out_trade_no),
  amount: Number(body.amount?.total),
  description: String(body.description),
  notifyUrl: String(body.notify_url),
  tradeType,
  openid: body.payer === undefined ? undefined : String(body.payer.openid),
  attach: body.attach === undefined ? undefined : String(body.attach),
  expiresAt: body.time_expire === undefined ? undefined : Date.parse(String(body.time_expire)),
});
