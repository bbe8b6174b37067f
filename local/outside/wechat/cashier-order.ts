/** An order as its customer sees it. */
export interface CashierOrder {
  orderId: string;
  /** Fen. */
  amount: number;
  description: string;
  state: 'unpaid' | 'paid' | 'closed';
  provider: string;
}
