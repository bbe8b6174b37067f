import { type KeyObject, sign } from 'node:crypto';
import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { MiniPayGateway, PaymentParams } from '../../domain/payments/ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import { randomText } from '../../kernel/ids.ts';
import { lazily } from '../../kernel/lazily.ts';
import { unavailable } from './refusal.ts';
import { openSessionV3 } from './session-v3.ts';
import { placeV3, tradesV3 } from './trades-v3.ts';

/** WeChat Pay v3: JSON, signed with RSA both ways. https://pay.weixin.qq.com/doc/v3/merchant/4012791897 */
export function miniPayV3(env: Environment, secret: ReadSecret, clock: Clock): Omit<MiniPayGateway, 'verify'> {
  const session = lazily(() => openSessionV3(env, secret, 'mini'));
  return {
    ...tradesV3(session),

    async create(order) {
      const opened = await session();
      const { prepay_id } = await placeV3(opened, 'jsapi', order, { payer: { openid: order.openid } });
      if (typeof prepay_id !== 'string') return unavailable('transactions/jsapi answered no prepay_id');
      return clientParams(opened.config, prepay_id, clock());
    },
  };
}

/** What `wx.requestPayment` takes. */
function clientParams({ appId, privateKey }: { appId: string; privateKey: KeyObject }, prepayId: string, now: number): PaymentParams {
  const [timeStamp, nonceStr, prepay] = [String(Math.floor(now / 1000)), randomText(32), `prepay_id=${prepayId}`];
  const message = Buffer.from(`${appId}\n${timeStamp}\n${nonceStr}\n${prepay}\n`);
  return { appId, timeStamp, nonceStr, package: prepay, signType: 'RSA', paySign: sign('sha256', message, privateKey).toString('base64') };
}
