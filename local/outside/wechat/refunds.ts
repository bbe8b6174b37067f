import { digits } from '../keys.ts';
import type { OrderBook } from './orders.ts';

/** What a merchant asks for. Amounts in fen. */
export interface RefundTerms {
  orderId: string;
  refundId: string;
  amount: number;
  total: number;
}

export interface PayRefund extends RefundTerms {
  /** WeChat's own number. */
  id: string;
  transactionId: string;
  /** Milliseconds. */
  at: number;
}

export type RefundProblem = 'unknown order' | 'not paid' | 'other terms' | 'too much';

/** Refunds of a merchant's orders, in memory. The same number with the same terms is the same refund. */
export function createRefundBook(orders: OrderBook, now: () => number) {
  const refunds = new Map<string, PayRefund>();
  const givenBack = (orderId: string): number =>
    [...refunds.values()].filter((refund) => refund.orderId === orderId).reduce((sum, { amount }) => sum + amount, 0);

  return {
    find: (refundId: string): PayRefund | undefined => refunds.get(refundId),
    all: (): PayRefund[] => [...refunds.values()],

    refund(terms: RefundTerms): PayRefund | RefundProblem {
      const order = orders.find(terms.orderId);
      if (order === undefined) return 'unknown order';
      if (order.paid === undefined) return 'not paid';
      const known = refunds.get(terms.refundId);
      if (known !== undefined) return sameTerms(known, terms) ? known : 'other terms';
      if (terms.total !== order.paid.amount) return 'other terms';
      if (givenBack(terms.orderId) + terms.amount > order.paid.amount) return 'too much';
      const refund = { ...terms, id: `50300${digits(24)}`, transactionId: order.paid.transactionId, at: now() };
      refunds.set(terms.refundId, refund);
      order.state = 'REFUND';
      return refund;
    },
  };
}

export type RefundBook = ReturnType<typeof createRefundBook>;

const sameTerms = (refund: PayRefund, terms: RefundTerms): boolean =>
  (['orderId', 'amount', 'total'] as const).every((name) => refund[name] === terms[name]);
