import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { PayGateway, WebPayGateway } from '../../domain/payments/ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { lazily } from '../../kernel/lazily.ts';
import { decimalOfFen } from '../../kernel/money.ts';
import { bill } from './bill.ts';
import { verifyNotification } from './notification.ts';
import { refunds } from './refunds.ts';
import { calling, UNKNOWN_TRADE, unavailable } from './refusal.ts';
import { alipayTime, openSession, type Session } from './session.ts';
import { subjectOf } from './subject.ts';
import { paymentOf } from './trade.ts';

/** Told of a trade that is closed already, and of one that was paid. */
const NOT_CLOSABLE = ['ACQ.TRADE_STATUS_ERROR', 'ACQ.REASON_TRADE_STATUS_INVALID', 'ACQ.TRADE_HAS_CLOSE'];

/**
 * Alipay on web pages (`alipay.trade.page.pay`). Its SDK is loaded by the first call that needs it.
 * Opening asks nobody: Alipay learns of an order when its payer comes, so one that nobody came for is `unknown` to a query.
 */
export function alipayWebPay(env: Environment, secret: ReadSecret, clock: Clock): WebPayGateway {
  const session = lazily(() => openSession(env, secret, clock));
  return {
    async open({ orderId, amount, description, expiresAt }) {
      const { seller, page } = await session();
      const order = {
        out_trade_no: orderId,
        product_code: 'FAST_INSTANT_TRADE_PAY',
        subject: subjectOf(description),
        total_amount: decimalOfFen(amount),
        time_expire: alipayTime(expiresAt),
      };
      const back: Record<string, string> = env.ALIPAY_RETURN_URL ? { returnUrl: env.ALIPAY_RETURN_URL } : {};
      return { paymentUrl: page('alipay.trade.page.pay', order, { notifyUrl: seller.notifyUrl, ...back }) };
    },
    ...trades(session),
    verify: verifyNotification(env, secret),
    ...refunds(session),
    bill: bill(session, clock),
  };
}

function trades(session: () => Promise<Session>): Pick<PayGateway, 'query' | 'close'> {
  const query: PayGateway['query'] = async (orderId) => {
    const { exec } = await session();
    const answer = await calling(
      () => exec('alipay.trade.query', { out_trade_no: orderId }),
      UNKNOWN_TRADE,
      () => undefined,
    );
    if (answer === undefined) return { state: 'unknown', orderId };
    const payment = paymentOf(answer);
    return payment?.orderId === orderId ? payment : unavailable('trade.query answered another order, or one without an amount');
  };

  return {
    query,
    async close(orderId) {
      const { exec } = await session();
      const refused = await calling(
        () => exec('alipay.trade.close', { out_trade_no: orderId }),
        [...UNKNOWN_TRADE, ...NOT_CLOSABLE],
        (reason) => reason,
      );
      if (typeof refused !== 'string') return;
      const { state } = await query(orderId);
      if (state === 'paid' || state === 'pending') fail('order.rejected', { message: refused, operator: `close: the trade is ${state}` });
    },
  };
}
