import { type KeyObject, sign } from 'node:crypto';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { MiniPayGateway, PaymentParams } from '../../domain/payments/ports.ts';
import { beijingOffsetTime } from '../../kernel/beijing-time.ts';
import type { Clock } from '../../kernel/clock.ts';
import { randomText } from '../../kernel/ids.ts';
import { lazily } from '../../kernel/lazily.ts';
import { orderDescription } from './description.ts';
import { loadDecorator } from './library.ts';
import {
  configured,
  type Merchant,
  type MerchantKeys,
  type PlatformKeys,
  readMerchant,
  readMerchantKeys,
  readPlatformKeys,
} from './pay-config.ts';
import { CLOSED_ORDER, calling, UNKNOWN_ORDER, unavailable } from './refusal.ts';
import { paymentOf, tradeOfV3 } from './trade.ts';
import { transport } from './transport.ts';

type Config = Merchant & MerchantKeys & PlatformKeys;

/** WeChat Pay v3: JSON, signed with RSA both ways. https://pay.weixin.qq.com/doc/v3/merchant/4012791897 */
export function wechatPayV3(env: Environment, secret: ReadSecret, clock: Clock): Omit<MiniPayGateway, 'verify'> {
  const session = lazily(() => openSession(env, secret));
  const path = (orderId: string): string => `/v3/pay/transactions/out-trade-no/${encodeURIComponent(orderId)}`;

  return {
    async create(order) {
      const { config, client } = await session();
      const request = {
        appid: config.appId,
        mchid: config.mchId,
        out_trade_no: order.orderId,
        description: orderDescription(order.description),
        amount: { total: order.amount, currency: 'CNY' },
        payer: { openid: order.openid },
        time_expire: beijingOffsetTime(order.expiresAt),
        notify_url: config.notifyUrl,
      };
      const { data } = await calling(() => client.post('/v3/pay/transactions/jsapi', request));
      const { prepay_id } = data as { prepay_id?: unknown };
      if (typeof prepay_id !== 'string') return unavailable('transactions/jsapi answered no prepay_id');
      return clientParams(config, prepay_id, clock());
    },

    async query(orderId) {
      const { config, client } = await session();
      const params = { mchid: config.mchId };
      const answer = await calling(
        () => client.get(path(orderId), { params }),
        UNKNOWN_ORDER,
        () => undefined,
      );
      if (answer === undefined) return { state: 'unknown', orderId };
      const payment = paymentOf(tradeOfV3(answer.data), config);
      return payment?.orderId === orderId ? payment : unavailable('out-trade-no answered another order');
    },

    async close(orderId) {
      const { config, client } = await session();
      const settled = [...CLOSED_ORDER, ...UNKNOWN_ORDER];
      await calling(
        () => client.post(`${path(orderId)}/close`, { mchid: config.mchId }),
        settled,
        () => undefined,
      );
    },
  };
}

async function openSession(env: Environment, secret: ReadSecret) {
  const [platform, merchant] = await Promise.all([readPlatformKeys(env, secret), readMerchantKeys(env, secret)]);
  const config = configured<Config>({ ...readMerchant(env), ...platform, ...merchant });
  const { serial, privateKey, publicKeyId, publicKey } = config;
  const decorator = await loadDecorator();
  const keys = { mchid: config.mchId, serial, privateKey, certs: { [publicKeyId]: publicKey } };
  return { config, client: decorator.jsonBased({ ...transport(config.baseURL), ...keys }) };
}

/** What `wx.requestPayment` takes. */
function clientParams({ appId, privateKey }: { appId: string; privateKey: KeyObject }, prepayId: string, now: number): PaymentParams {
  const [timeStamp, nonceStr, prepay] = [String(Math.floor(now / 1000)), randomText(32), `prepay_id=${prepayId}`];
  const message = Buffer.from(`${appId}\n${timeStamp}\n${nonceStr}\n${prepay}\n`);
  return { appId, timeStamp, nonceStr, package: prepay, signType: 'RSA', paySign: sign('sha256', message, privateKey).toString('base64') };
}
