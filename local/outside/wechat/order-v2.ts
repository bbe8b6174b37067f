import { fromTimeV2 } from '../times.ts';
import type { Fields } from './sign-v2.ts';

/** A refusal before the business: the request isn't believed, so the answer isn't signed. */
export const refuseV2 = (code: string, message: string): Fields => ({
  return_code: 'FAIL',
  return_msg: message,
  result_code: 'FAIL',
  err_code: code,
  err_code_des: message,
});

const REQUIRED = ['body', 'out_trade_no', 'total_fee', 'spbill_create_ip', 'notify_url', 'trade_type'];

const FORMATS: Record<string, (value: string) => boolean> = {
  body: (value) => Buffer.byteLength(value) <= 127,
  out_trade_no: (value) => /^[0-9a-zA-Z_\-|*@]{6,32}$/.test(value),
  total_fee: (value) => /^[1-9]\d{0,8}$/.test(value),
  spbill_create_ip: (value) => /^[\da-fA-F.:]{3,45}$/.test(value),
  notify_url: (value) => /^https?:\/\/[^?]{1,250}$/.test(value),
  trade_type: (value) => value === 'JSAPI' || value === 'NATIVE',
  time_expire: (value) => fromTimeV2(value) !== undefined,
  sign_type: (value) => value === 'MD5' || value === 'HMAC-SHA256',
};

/** Why `/pay/unifiedorder` refuses these fields; `undefined` when they are right. */
export function invalidOrderV2(request: Fields): Fields | undefined {
  const needed = [
    ...REQUIRED,
    ...(request.trade_type === 'JSAPI' ? ['openid'] : []),
    ...(request.trade_type === 'NATIVE' ? ['product_id'] : []),
  ];
  const missing = needed.find((name) => !request[name]);
  if (missing !== undefined) return refuseV2('LACK_PARAMS', `缺少参数${missing}`);
  const wrong = Object.entries(FORMATS).find(([name, isRight]) => request[name] && !isRight(request[name]));
  return wrong === undefined ? undefined : refuseV2('PARAM_ERROR', `invalid ${wrong[0]}`);
}
