/** An order as its customer sees it. */
export interface CashierOrder {
  orderId: string;
  /** Fen. */
  amount: number;
  description: string;
  state: 'unpaid' | 'paid' | 'closed' | 'refunded';
  provider: string;
}

/** A payment service that has orders to pay. */
export interface OrderSource {
  find(orderId: string): CashierOrder | undefined;
  /** Pays an unpaid order, another amount (fen) when told so. Answers the status that its notification met: 0 without an answer, `null` when not notified. */
  pay(orderId: string, options: { amount?: number; notify: boolean }): Promise<number | null>;
}
