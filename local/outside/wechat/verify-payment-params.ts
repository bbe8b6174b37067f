import { verify } from 'node:crypto';
import type { WechatCredentials } from './credentials.ts';
import { sameText, signV2 } from './sign-v2.ts';

/** What a mini-program hands to `wx.requestPayment`. */
interface ClientParams {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

/**
 * Whether WeChat's client would accept these parameters: `paySign` by the merchant's v2 key (MD5) or its private key (RSA).
 * The client signs with its own app id, whatever was passed.
 */
export function verifyPaymentParams(params: ClientParams, { appId, payKey, merchant }: WechatCredentials): boolean {
  const { timeStamp, nonceStr, package: prepay, signType, paySign } = params;
  if (!/^\d{10}$/.test(timeStamp) || nonceStr.length === 0 || nonceStr.length > 32 || !/^prepay_id=.+/.test(prepay)) return false;
  if (signType === 'MD5') return sameText(paySign, signV2({ appId, nonceStr, package: prepay, signType, timeStamp }, payKey));
  if (signType !== 'RSA') return false;
  const message = Buffer.from(`${appId}\n${timeStamp}\n${nonceStr}\n${prepay}\n`);
  return verify('sha256', message, merchant.publicKey, Buffer.from(paySign, 'base64'));
}
