import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { MiniPayGateway } from '../../domain/payments/ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import { randomText } from '../../kernel/ids.ts';
import { lazily } from '../../kernel/lazily.ts';
import { loadHash } from './library.ts';
import type { Merchant } from './merchant.ts';
import { unavailable } from './refusal.ts';
import { openSessionV2 } from './session-v2.ts';
import { placeV2, tradesV2 } from './trades-v2.ts';

/** WeChat Pay v2: XML signed with MD5. https://pay.weixin.qq.com/doc/v2/merchant/4011936530 */
export function miniPayV2(env: Environment, secret: ReadSecret, clock: Clock): Omit<MiniPayGateway, 'verify'> {
  const session = lazily(() => openSessionV2(env, secret, 'mini'));
  return {
    ...tradesV2(session),

    async create(order) {
      const opened = await session();
      const { prepay_id } = await placeV2(opened, order, { trade_type: 'JSAPI', openid: order.openid });
      if (typeof prepay_id !== 'string') return unavailable('unifiedorder answered no prepay_id');
      return clientParams(opened.merchant, opened.key, prepay_id, clock());
    },
  };
}

/** What `wx.requestPayment` takes. `appId` is signed too, under this spelling. */
async function clientParams({ appId }: Merchant, key: string, prepayId: string, now: number) {
  const timeStamp = String(Math.floor(now / 1000));
  const signed = { appId, timeStamp, nonceStr: randomText(32), package: `prepay_id=${prepayId}`, signType: 'MD5' as const };
  return { ...signed, paySign: (await loadHash()).sign('MD5', signed, key) };
}
