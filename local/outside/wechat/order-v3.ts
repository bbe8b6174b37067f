/** The body of `POST /v3/pay/transactions/{jsapi,native}`, as yet unchecked. */
export interface OrderBody {
  appid?: unknown;
  mchid?: unknown;
  description?: unknown;
  out_trade_no?: unknown;
  notify_url?: unknown;
  attach?: unknown;
  time_expire?: unknown;
  amount?: { total?: unknown; currency?: unknown };
  payer?: { openid?: unknown };
}

const isText = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);

const RULES: [field: string, isRight: (body: OrderBody) => boolean][] = [
  ['appid', ({ appid }) => isText(appid, /^.{1,32}$/)],
  ['mchid', ({ mchid }) => isText(mchid, /^.{1,32}$/)],
  ['description', ({ description }) => isText(description, /^[\s\S]{1,127}$/)],
  ['out_trade_no', (body) => isText(body.out_trade_no, /^[0-9a-zA-Z_\-|*]{6,32}$/)],
  ['notify_url', (body) => isText(body.notify_url, /^https?:\/\/[^?]{1,250}$/)],
  ['amount.total', ({ amount }) => Number.isInteger(amount?.total) && Number(amount?.total) > 0],
  ['amount.currency', ({ amount }) => amount?.currency === undefined || amount.currency === 'CNY'],
  ['time_expire', (body) => body.time_expire === undefined || isText(body.time_expire, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)],
];

/** The first field that WeChat would refuse with PARAM_ERROR. Our merchant's addresses may be http, since they are on this machine. */
export function invalidOrderV3(body: OrderBody, tradeType: 'JSAPI' | 'NATIVE'): string | undefined {
  if (tradeType === 'JSAPI' && !isText(body.payer?.openid, /^.{1,128}$/)) return 'payer.openid';
  return RULES.find(([, isRight]) => !isRight(body))?.[0];
}
