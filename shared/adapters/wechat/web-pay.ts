import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { WebPayGateway } from '../../domain/payments/ports.ts';
import { lazily } from '../../kernel/lazily.ts';
import { billV2, billV3 } from './bill.ts';
import { verifyNotification } from './notification.ts';
import { refundsV3 } from './refunds-v3.ts';
import { unavailable } from './refusal.ts';
import { openSessionV2, type SessionV2 } from './session-v2.ts';
import { openSessionV3, type SessionV3 } from './session-v3.ts';
import { placeV2, tradesV2 } from './trades-v2.ts';
import { placeV3, tradesV3 } from './trades-v3.ts';

/**
 * WeChat Pay on web pages (Native): `paymentUrl` is the `code_url`, which a page shows as a QR code.
 * `WECHAT_PAY_VERSION` says how orders are made, asked for and closed; refunds are v3's with either. A v2 bill isn't signed.
 */
export function wechatWebPay(env: Environment, secret: ReadSecret): WebPayGateway {
  const v2 = lazily(() => openSessionV2(env, secret, 'web'));
  const v3 = lazily(() => openSessionV3(env, secret, 'web'));
  const apps = new Set([env.WECHAT_APP_ID, env.WECHAT_WEB_APP_ID].flatMap((id) => (id ? [id] : [])));
  return {
    ...(env.WECHAT_PAY_VERSION === 'v3' ? nativeV3(v3) : nativeV2(v2)),
    verify: verifyNotification(env, secret, 'web'),
    ...refundsV3(v3),
    bill: env.WECHAT_PAY_VERSION === 'v3' ? billV3(v3, apps) : billV2(v2, apps),
  };
}

type Native = Pick<WebPayGateway, 'open' | 'query' | 'close'>;

const nativeV2 = (session: () => Promise<SessionV2>): Native => ({
  ...tradesV2(session),
  async open(order) {
    const { code_url } = await placeV2(await session(), order, { trade_type: 'NATIVE', product_id: order.orderId });
    return typeof code_url === 'string' ? { paymentUrl: code_url } : unavailable('unifiedorder answered no code_url');
  },
});

const nativeV3 = (session: () => Promise<SessionV3>): Native => ({
  ...tradesV3(session),
  async open(order) {
    const { code_url } = await placeV3(await session(), 'native', order);
    return typeof code_url === 'string' ? { paymentUrl: code_url } : unavailable('transactions/native answered no code_url');
  },
});
