import type { Answer, Exchange } from '../service.ts';
import { refuseV3, sealV3 } from './answer-v3.ts';
import { type BillOf, createBillV3 } from './bill-v3.ts';
import type { WechatCredentials } from './credentials.ts';
import type { OrderBook } from './orders.ts';
import type { RefundBook } from './refunds.ts';
import { createRefundsV3 } from './refunds-v3.ts';
import { signatureProblem } from './sign-v3.ts';
import { createTransactionsV3 } from './transactions-v3.ts';

interface Books {
  orders: OrderBook;
  refunds: RefundBook;
  billOf: BillOf;
}

/** The v3 API of the merchant: transactions, refunds and bills. Every request's signature is checked, every answer is signed but the bill's file. */
export function createPayV3(credentials: WechatCredentials, { orders, refunds, billOf }: Books, now: () => number) {
  const transactions = createTransactionsV3(credentials, orders);
  const refund = createRefundsV3(refunds);
  const bill = createBillV3(billOf, now);

  const refused = (exchange: Exchange): Answer | undefined => {
    const problem = signatureProblem(exchange, credentials, now());
    if (problem === undefined) return undefined;
    return refuseV3(401, 'SIGN_ERROR', problem, { field: 'signature', issue: 'sign not match', location: 'authorization' });
  };

  const route = (path: string, exchange: Exchange): Answer | undefined => {
    if (path.startsWith('/v3/pay/transactions/')) return transactions(path, exchange);
    return path === '/v3/bill/tradebill' ? bill.announce(exchange) : refund(path, exchange);
  };

  return {
    handle(path: string, exchange: Exchange): Answer {
      const answer = refused(exchange) ?? route(path, exchange) ?? refuseV3(404, 'RESOURCE_NOT_EXISTS', '请求的资源不存在');
      return sealV3(answer, credentials, now());
    },
    download: (exchange: Exchange): Answer => refused(exchange) ?? bill.download(exchange),
  };
}
