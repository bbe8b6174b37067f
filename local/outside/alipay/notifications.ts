import { randomBytes } from 'node:crypto';
import type { Notifying } from '../notifier.ts';
import { spacedTime } from '../times.ts';
import { yuanOf } from './amounts.ts';
import type { AlipayCredentials } from './credentials.ts';
import { type Fields, signedForm } from './sign.ts';
import { givenBack, type Trade } from './trades.ts';

const MINUTE = 60;
const HOUR = 3600;

/** How Alipay notifies: until it reads `success`, after 4m/10m/10m/1h/2h/6h/15h. */
export const alipayNotifying = (credentials: AlipayCredentials): Notifying<Trade> => ({
  addressOf: ({ notifyUrl }) => notifyUrl,
  messageOf: (trade, now) => ({
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams(notificationOf(trade, credentials, now)).toString(),
  }),
  isAcknowledged: (_, status, body) => status === 200 && body.trim() === 'success',
  retries: [4 * MINUTE, 10 * MINUTE, 10 * MINUTE, HOUR, 2 * HOUR, 6 * HOUR, 15 * HOUR],
});

/** The signed form that says how a trade stands. */
export function notificationOf(trade: Trade, { appId, sellerId, platform }: AlipayCredentials, now: number): Fields {
  const amount = yuanOf(trade.paid?.amount ?? trade.amount);
  const back = trade.refunds.at(-1);
  const fields = {
    notify_time: spacedTime(now),
    notify_type: 'trade_status_sync',
    notify_id: randomBytes(17).toString('hex'),
    app_id: appId,
    charset: 'utf-8',
    version: '1.0',
    trade_no: trade.tradeNo,
    out_trade_no: trade.orderId,
    trade_status: trade.state,
    total_amount: amount,
    receipt_amount: amount,
    buyer_pay_amount: amount,
    buyer_id: '2088102122524333',
    buyer_logon_id: 'pay***@example.com',
    seller_id: sellerId,
    subject: trade.subject,
    gmt_create: spacedTime(trade.createdAt),
    ...(trade.paid === undefined ? {} : { gmt_payment: spacedTime(trade.paid.at) }),
    ...(back === undefined
      ? {}
      : { gmt_refund: `${spacedTime(back.at)}.000`, out_biz_no: back.refundId, refund_fee: yuanOf(givenBack(trade)) }),
    fund_bill_list: JSON.stringify([{ amount, fundChannel: 'ALIPAYACCOUNT' }]),
  };
  return signedForm(fields, platform.privateKey);
}
