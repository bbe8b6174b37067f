import { expect, test } from 'vitest';
import { signV2 } from '#local/outside/wechat/sign-v2.ts';
import { verifyPaymentParams } from '#local/outside/wechat/verify-payment-params.ts';
import { loadHash } from '#shared/adapters/wechat/library.ts';

/** https://pay.weixin.qq.com/wiki/doc/api/wxa/wxa_api.php?chapter=7_7 */
const payment = {
  key: 'qazwsxedcrfvtgbyhnujmikolp111111',
  fields: {
    appId: 'wxd678efh567hg6787',
    timeStamp: '1490840662',
    nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS',
    package: 'prepay_id=wx2017033010242291fcfe0db70013231072',
    signType: 'MD5' as const,
  },
  sign: '22D9B4E54AB1950F51E0649E8810ACD6',
};

/** https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=4_3 */
const request = {
  key: '192006250b4c09247ec02edce69f6a2d',
  fields: { appid: 'wxd930ea5d5a258f4f', mch_id: '10000100', device_info: '1000', body: 'test', nonce_str: 'ibuaiVcKdpRxkhJA' },
  md5: '9A0A8659F005D6984697E2CA0A9CF3B7',
  hmac: '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6',
};

test('the client library signs WeChat’s own samples as WeChat does', async () => {
  const hash = await loadHash();
  expect(hash.sign('MD5', payment.fields, payment.key)).toBe(payment.sign);
  expect(hash.sign('MD5', { ...request.fields, sign: 'x', attach: '' }, request.key)).toBe(request.md5);
  expect(hash.sign('HMAC-SHA256', request.fields, request.key)).toBe(request.hmac);
});

test('the stand-in, which shares no code with it, does too', () => {
  expect(signV2(payment.fields, payment.key)).toBe(payment.sign);
  expect(signV2({ ...request.fields, sign: 'x', attach: '' }, request.key)).toBe(request.md5);
  expect(signV2(request.fields, request.key, 'HMAC-SHA256')).toBe(request.hmac);
});

test('the sample’s parameters are accepted as WeChat’s client would, and one change is not', () => {
  const pair = { privateKey: '', publicKey: '' };
  const merchant = { ...pair, serial: '' };
  const platform = { ...pair, keyId: '' };
  const credentials = {
    appId: payment.fields.appId,
    webAppId: '',
    appSecret: '',
    mchId: '',
    payKey: payment.key,
    payV3Key: '',
    merchant,
    platform,
  };
  const params = { ...payment.fields, paySign: payment.sign };
  expect(verifyPaymentParams(params, credentials)).toBe(true);
  expect(verifyPaymentParams({ ...params, timeStamp: '1490840663' }, credentials)).toBe(false);
  expect(verifyPaymentParams(params, { ...credentials, appId: 'wx0' })).toBe(false);
});
