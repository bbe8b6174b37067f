import type { Fen } from '../../kernel/money.ts';

/** What `wx.requestPayment` takes, signed by us. */
export interface PaymentParams {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'MD5' | 'RSA';
  paySign: string;
}

export interface OrderRequest {
  orderId: string;
  amount: Fen;
  description: string;
  openid: string;
  /** Milliseconds; WeChat refuses payments after it. */
  expiresAt: number;
  /** The payer's address, which v2 wants. */
  address: string;
}

/** What the provider says of an order; `amount` is what was paid. */
export type Payment =
  | { state: 'paid'; orderId: string; amount: Fen; transactionId: string; openid?: string }
  | { state: 'pending' | 'closed' | 'unknown'; orderId: string };

/** A notification as it came: nothing in it is believed before its signature is checked. */
export interface Notification {
  headers: Record<string, string | undefined>;
  body: string;
}

/**
 * WeChat Pay. Which version makes new orders is configuration; `verify` understands both.
 * Faults: `order.rejected` (the provider refuses the order), `payment.unavailable` (unreachable, busy), `payment.unverified` (forged).
 */
export interface PayGateway {
  create(order: OrderRequest): Promise<PaymentParams>;
  query(orderId: string): Promise<Payment>;
  close(orderId: string): Promise<void>;
  /** Checks the signature, the merchant and the app of a v2 XML or v3 JSON notification and says what was paid. `now` in ms. */
  verify(notification: Notification, now: number): Promise<Payment>;
}

export interface Order {
  id: string;
  account: string;
  openid: string;
  amount: Fen;
  points: number;
  description: string;
  state: 'pending' | 'paid' | 'closed';
  /** Milliseconds. */
  createdAt: number;
  /** When it is closed if nobody paid. */
  closesAt: number;
  paidAt?: number;
  transactionId?: string;
}

export interface Orders {
  /** Writes the order; if it is there already (a retry), answers that one. */
  create(order: Order): Promise<Order>;
  find(id: string): Promise<Order | undefined>;
  /** Marks the order paid and credits its points, in one transaction and once. A closed order that was paid after all is credited too. */
  credit(order: Order, payment: { transactionId: string; at: number }): Promise<Order>;
  /** Closes an order that is still pending; one that was paid meanwhile stays paid. */
  close(order: Order): Promise<Order>;
  /** Remembers that something else was paid than was ordered; nothing is credited, and the order is no longer due. */
  noteMismatch(order: Order, payment: { transactionId: string; amount: Fen }): Promise<void>;
}
