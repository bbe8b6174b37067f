import { parseFlatXml } from '#shared/adapters/wechat/flat-xml.ts';
import type { Answer, Exchange } from '../service.ts';
import { fromTimeV2, timeV2 } from '../times.ts';
import type { BillOf } from './bill-v3.ts';
import type { WechatCredentials } from './credentials.ts';
import { invalidOrderV2, refuseV2 } from './order-v2.ts';
import { codeUrlOf, type OrderBook, type OrderProblem, type PayOrder } from './orders.ts';
import { type Fields, isSignedV2, nonce, type SignType, signed } from './sign-v2.ts';
import { toXml } from './xml.ts';

const DESCRIPTIONS: Record<OrderProblem, string> = {
  ORDERPAID: '该订单已支付',
  ORDERCLOSED: '该订单已关闭',
  OUT_TRADE_NO_USED: '商户订单号重复',
  ORDERNOTEXIST: '订单不存在',
};

type Operation = (request: Fields, exchange: Exchange) => Fields;

/** Answers the v2 API of the merchant: `/pay/unifiedorder`, `/pay/orderquery`, `/pay/closeorder`, `/pay/downloadbill`. It gives back nothing: for that the real one wants a client certificate. */
export function createPayV2(credentials: WechatCredentials, { orders, billOf }: { orders: OrderBook; billOf: BillOf }) {
  const operations: Record<string, Operation> = {
    '/pay/unifiedorder': (request, { url }) => unifiedOrder(request, orders, url.origin),
    '/pay/orderquery': (request) => orderQuery(request, orders),
    '/pay/closeorder': (request) => closeOrder(request, orders),
  };

  const operate = (path: string, request: Fields | undefined, exchange: Exchange): Fields => {
    const operation = operations[path];
    if (operation === undefined) return refuseV2('NOT_FOUND', '请求地址错误');
    if (request === undefined) return refuseV2('XML_FORMAT_ERROR', 'XML格式错误');
    return refusedIdentity(request, credentials) ?? operation(request, exchange);
  };

  return (path: string, exchange: Exchange): Answer => {
    if (exchange.method !== 'POST') return xmlAnswer(refuseV2('REQUIRE_POST_METHOD', '请使用post方法'));
    const request = parseFlatXml(exchange.body.toString());
    if (path === '/pay/downloadbill') return downloadBill(request, credentials, billOf);
    const result = operate(path, request, exchange);
    return xmlAnswer(result.return_code === 'FAIL' ? result : sealV2(result, request, credentials));
  };
}

/** The answer of an operation: signed as its request was. */
export function sealV2(result: Fields, request: Fields | undefined, { appId, mchId, payKey }: WechatCredentials): Fields {
  const app = request?.appid ?? appId;
  const type: SignType = request?.sign_type === 'HMAC-SHA256' ? 'HMAC-SHA256' : 'MD5';
  const common = { return_code: 'SUCCESS', return_msg: 'OK', appid: app, mch_id: mchId, nonce_str: nonce() };
  return signed({ ...common, ...result }, payKey, type);
}

export const xmlAnswer = (fields: Fields): Answer => ({ status: 200, headers: { 'content-type': 'text/plain' }, body: toXml(fields) });

function refusedIdentity(request: Fields, { appId, webAppId, mchId, payKey }: WechatCredentials): Fields | undefined {
  const missing = ['appid', 'mch_id', 'nonce_str', 'sign'].find((name) => !request[name]);
  if (missing !== undefined) return refuseV2('LACK_PARAMS', `缺少参数${missing}`);
  if (request.mch_id !== mchId) return refuseV2('MCHID_NOT_EXIST', '商户号mch_id不存在');
  if (!isSignedV2(request, payKey)) return refuseV2('SIGNERROR', '签名错误');
  return request.appid === appId || request.appid === webAppId ? undefined : refuseV2('APPID_MCHID_NOT_MATCH', 'appid和mch_id不匹配');
}

/** https://pay.weixin.qq.com/doc/v2/merchant/4011936530 */
function unifiedOrder(request: Fields, orders: OrderBook, origin: string): Fields {
  const problem = invalidOrderV2(request);
  if (problem !== undefined) return problem;
  const tradeType = request.trade_type === 'NATIVE' ? 'NATIVE' : 'JSAPI';
  const order = orders.place({
    version: 'v2',
    appId: request.appid ?? '',
    orderId: request.out_trade_no ?? '',
    amount: Number(request.total_fee),
    description: request.body ?? '',
    notifyUrl: request.notify_url ?? '',
    tradeType,
    openid: request.openid,
    attach: request.attach,
    expiresAt: request.time_expire ? fromTimeV2(request.time_expire) : undefined,
    signType: request.sign_type === 'HMAC-SHA256' ? 'HMAC-SHA256' : 'MD5',
  });
  if (typeof order === 'string') return failed(order);
  const codeUrl = tradeType === 'NATIVE' ? { code_url: codeUrlOf(order, origin) } : undefined;
  return { result_code: 'SUCCESS', prepay_id: order.prepayId, trade_type: tradeType, ...codeUrl };
}

const failed = (problem: OrderProblem): Fields => ({ result_code: 'FAIL', err_code: problem, err_code_des: DESCRIPTIONS[problem] });

function orderQuery(request: Fields, orders: OrderBook): Fields {
  if (!request.out_trade_no && !request.transaction_id) return refuseV2('LACK_PARAMS', '缺少参数out_trade_no');
  const order = request.transaction_id ? orders.byTransaction(request.transaction_id) : orders.find(request.out_trade_no ?? '');
  return order === undefined ? failed('ORDERNOTEXIST') : { result_code: 'SUCCESS', trade_state: order.state, ...tradeV2(order) };
}

function closeOrder(request: Fields, orders: OrderBook): Fields {
  if (!request.out_trade_no) return refuseV2('LACK_PARAMS', '缺少参数out_trade_no');
  const order = orders.close(request.out_trade_no);
  return typeof order === 'string' ? failed(order) : { result_code: 'SUCCESS' };
}

/** The bill's text, or why there is none, in XML that nobody signs. */
function downloadBill(request: Fields | undefined, credentials: WechatCredentials, billOf: BillOf): Answer {
  const refused = request === undefined ? refuseV2('XML_FORMAT_ERROR', 'XML格式错误') : refusedIdentity(request, credentials);
  if (refused !== undefined) return xmlAnswer({ return_code: 'FAIL', return_msg: refused.return_msg ?? '', error_code: '20001' });
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(request?.bill_date ?? '') ?? [];
  const text = year === undefined ? undefined : billOf(`${year}-${month}-${day}`);
  if (text === undefined) return xmlAnswer({ return_code: 'FAIL', return_msg: 'No Bill Exist', error_code: '20002' });
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: text };
}

/** What v2 says of a trade, in the answer to a query and in a notification. */
export function tradeV2(order: PayOrder): Fields {
  const known = { out_trade_no: order.orderId, total_fee: String(order.paid?.amount ?? order.amount), attach: order.attach ?? '' };
  if (order.paid === undefined) return known;
  return {
    ...known,
    openid: order.paid.openid,
    is_subscribe: 'N',
    trade_type: order.tradeType,
    bank_type: 'OTHERS',
    fee_type: 'CNY',
    cash_fee: String(order.paid.amount),
    transaction_id: order.paid.transactionId,
    time_end: timeV2(order.paid.at),
  };
}
