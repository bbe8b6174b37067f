import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { MiniPayGateway } from '../../domain/payments/ports.ts';
import { beijingDigits } from '../../kernel/beijing-time.ts';
import type { Clock } from '../../kernel/clock.ts';
import { randomText } from '../../kernel/ids.ts';
import { lazily } from '../../kernel/lazily.ts';
import { orderDescription } from './description.ts';
import { loadDecorator, loadHash } from './library.ts';
import { configured, type Merchant, readMerchant, readPayKey } from './pay-config.ts';
import { CLOSED_ORDER, calling, UNKNOWN_ORDER, unavailable } from './refusal.ts';
import { paymentOf, tradeOfV2 } from './trade.ts';
import { transport } from './transport.ts';

type Fields = Record<string, unknown>;

/** WeChat Pay v2: XML signed with MD5. https://pay.weixin.qq.com/doc/v2/merchant/4011936530 */
export function wechatPayV2(env: Environment, secret: ReadSecret, clock: Clock): Omit<MiniPayGateway, 'verify'> {
  const session = lazily(() => openSession(env, secret));

  return {
    async create(order) {
      const { merchant, key, post } = await session();
      const request = {
        trade_type: 'JSAPI',
        out_trade_no: order.orderId,
        body: orderDescription(order.description),
        total_fee: String(order.amount),
        openid: order.openid,
        spbill_create_ip: order.address,
        time_expire: beijingDigits(order.expiresAt),
        notify_url: merchant.notifyUrl,
      };
      const { prepay_id } = await calling(() => post('/pay/unifiedorder', request));
      if (typeof prepay_id !== 'string') return unavailable('unifiedorder answered no prepay_id');
      return clientParams(merchant, key, prepay_id, clock());
    },

    async query(orderId) {
      const { merchant, post } = await session();
      const answer = await calling(
        () => post('/pay/orderquery', { out_trade_no: orderId }),
        UNKNOWN_ORDER,
        () => undefined,
      );
      if (answer === undefined) return { state: 'unknown', orderId };
      const payment = paymentOf(tradeOfV2(answer, answer.trade_state), merchant);
      return payment?.orderId === orderId ? payment : unavailable('orderquery answered another order');
    },

    async close(orderId) {
      const { post } = await session();
      await calling(
        () => post('/pay/closeorder', { out_trade_no: orderId }),
        [...CLOSED_ORDER, ...UNKNOWN_ORDER],
        () => undefined,
      );
    },
  };
}

interface Session {
  merchant: Merchant;
  key: string;
  /** Signs the request, checks the answer's signature; throws unless it is a success. */
  post(path: string, fields: Record<string, string>): Promise<Fields>;
}

async function openSession(env: Environment, secret: ReadSecret): Promise<Session> {
  const { key, ...merchant } = configured<Merchant & { key: string }>({ ...readMerchant(env), key: await readPayKey(secret) });
  const decorator = await loadDecorator();
  const client = decorator.xmlBased({ ...transport(merchant.baseURL), mchid: merchant.mchId, secret: key });
  const post: Session['post'] = async (path, fields) => {
    const { data } = await client.post(path, { appid: merchant.appId, mch_id: merchant.mchId, sign_type: 'MD5', ...fields });
    return data as Fields;
  };
  return { merchant, key, post };
}

/** What `wx.requestPayment` takes. `appId` is signed too, under this spelling. */
async function clientParams({ appId }: Merchant, key: string, prepayId: string, now: number) {
  const timeStamp = String(Math.floor(now / 1000));
  const signed = { appId, timeStamp, nonceStr: randomText(32), package: `prepay_id=${prepayId}`, signType: 'MD5' as const };
  return { ...signed, paySign: (await loadHash()).sign('MD5', signed, key) };
}
