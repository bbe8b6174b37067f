import { randomUUID, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { WechatCredentials } from '#local/outside/wechat/credentials.ts';
import { type SignType, signed } from '#local/outside/wechat/sign-v2.ts';
import { toXml } from '#local/outside/wechat/xml.ts';
import { parseFlatXml } from '#shared/adapters/wechat/flat-xml.ts';
import { credentials, startWechat } from './support.ts';

const { appId, mchId, payKey, merchant } = credentials;

/** Where the stand-in lets a NATIVE order be paid. */
const CODE_URL = expect.stringMatching(/^http:..127.0.0.1:\d+.cashier.order=order_1$/);

describe('v2 refuses', () => {
  const right = {
    appid: appId,
    mch_id: mchId,
    nonce_str: 'n0nce',
    body: 'points',
    out_trade_no: 'order_1',
    total_fee: '100',
    spbill_create_ip: '127.0.0.1',
    notify_url: 'http://127.0.0.1/notify',
    trade_type: 'JSAPI',
    openid: 'o1',
  };
  const send = async (url: string, body: string) =>
    parseFlatXml(await (await fetch(`${url}/wechatpay/pay/unifiedorder`, { method: 'POST', body })).text());

  test.each([
    ['a wrong sign', toXml(signed(right, 'x'.repeat(32))), 'SIGNERROR'],
    ['no sign', toXml(right), 'LACK_PARAMS'],
    ['another merchant', toXml(signed({ ...right, mch_id: '1' }, payKey)), 'MCHID_NOT_EXIST'],
    ['another app', toXml(signed({ ...right, appid: 'wx1' }, payKey)), 'APPID_MCHID_NOT_MATCH'],
    ['no amount', toXml(signed({ ...right, total_fee: '' }, payKey)), 'LACK_PARAMS'],
    ['JSAPI without openid', toXml(signed({ ...right, openid: '' }, payKey)), 'LACK_PARAMS'],
    ['an amount of 0', toXml(signed({ ...right, total_fee: '0' }, payKey)), 'PARAM_ERROR'],
    ['an amount in yuan', toXml(signed({ ...right, total_fee: '1.00' }, payKey)), 'PARAM_ERROR'],
    ['a long order number', toXml(signed({ ...right, out_trade_no: 'o'.repeat(33) }, payKey)), 'PARAM_ERROR'],
    ['a month 13', toXml(signed({ ...right, time_expire: '20261301000000' }, payKey)), 'PARAM_ERROR'],
    ['JSON', '{}', 'XML_FORMAT_ERROR'],
  ])('%s', async (_, body, err_code) => {
    const { outside } = await startWechat();
    expect(await send(outside.url, body)).toMatchObject({ return_code: 'FAIL', err_code });
  });

  test.each<SignType>(['MD5', 'HMAC-SHA256'])('nothing of a NATIVE order signed with %s, and signs its answer alike', async (sign_type) => {
    const { outside } = await startWechat();
    const request = { ...right, trade_type: 'NATIVE', product_id: 'p1', sign_type };
    const answer = await send(outside.url, toXml(signed(request, payKey, sign_type)));
    expect(answer).toMatchObject({ result_code: 'SUCCESS', code_url: CODE_URL });
    expect(signed(answer!, payKey, sign_type)).toEqual(answer);
  });
});

describe('v3 refuses', () => {
  const right = {
    appid: appId,
    mchid: mchId,
    description: 'points',
    out_trade_no: 'order_1',
    notify_url: 'http://127.0.0.1/notify',
    amount: { total: 100 },
    payer: { openid: 'o1' },
  };

  async function send(body: object, as: Pick<WechatCredentials, 'mchId' | 'merchant'> = credentials, kind = 'jsapi', age = 0) {
    const { outside } = await startWechat();
    const [path, text, nonce] = [`/wechatpay/v3/pay/transactions/${kind}`, JSON.stringify(body), randomUUID()];
    const timestamp = Math.floor(Date.now() / 1000) - age;
    const signature = sign('sha256', Buffer.from(`POST\n${path}\n${timestamp}\n${nonce}\n${text}\n`), as.merchant.privateKey).toString(
      'base64',
    );
    const fields = { mchid: as.mchId, serial_no: as.merchant.serial, timestamp, nonce_str: nonce, signature };
    const authorization = `WECHATPAY2-SHA256-RSA2048 ${Object.entries(fields).map(([name, value]) => `${name}="${value}"`)}`;
    const answer = await fetch(outside.url + path, { method: 'POST', body: text, headers: { authorization } });
    return { status: answer.status, body: await answer.json(), signed: answer.headers.has('wechatpay-signature') };
  }

  test('nothing of a right order', async () => {
    expect(await send(right)).toEqual({ status: 200, body: { prepay_id: expect.any(String) }, signed: true });
    const { payer: _, ...native } = right;
    expect(await send(native, credentials, 'native')).toMatchObject({
      status: 200,
      body: { code_url: CODE_URL },
    });
  });

  test('a signature by another key, of another merchant, or from 6 minutes ago', async () => {
    const refused = { status: 401, body: { code: 'SIGN_ERROR' } };
    expect(await send(right, { mchId, merchant: { ...merchant, privateKey: credentials.platform.privateKey } })).toMatchObject(refused);
    expect(await send(right, { mchId, merchant: { ...merchant, serial: 'ABC' } })).toMatchObject(refused);
    expect(await send(right, { mchId: '1', merchant })).toMatchObject(refused);
    expect(await send(right, credentials, 'jsapi', 360)).toMatchObject(refused);
  });

  test('a request without Authorization', async () => {
    const { outside } = await startWechat();
    const answer = await fetch(`${outside.url}/wechatpay/v3/pay/transactions/id/42`);
    expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ code: 'SIGN_ERROR' })]);
  });

  test.each([
    [{ amount: { total: 0 } }, 'amount.total'],
    [{ amount: { total: '100' } }, 'amount.total'],
    [{ amount: { total: 100, currency: 'USD' } }, 'amount.currency'],
    [{ payer: undefined }, 'payer.openid'],
    [{ description: '' }, 'description'],
    [{ out_trade_no: 'a b' }, 'out_trade_no'],
    [{ time_expire: 'tomorrow' }, 'time_expire'],
  ])('%o as a PARAM_ERROR', async (change, field) => {
    expect(await send({ ...right, ...change })).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR', detail: { field } } });
  });

  test('another app', async () => {
    expect(await send({ ...right, appid: 'wx1' })).toMatchObject({ status: 400, body: { code: 'APPID_MCHID_NOT_MATCH' } });
  });
});
