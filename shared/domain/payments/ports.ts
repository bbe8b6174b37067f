import type { Fen } from '../../kernel/money.ts';
import type { NewEntry } from '../points/ports.ts';
import type { MembershipType } from '../users/types.ts';
import type { Order, OrderKind, OrderState, Provider } from './types.ts';

/** What `wx.requestPayment` takes, signed by us. */
export interface PaymentParams {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'MD5' | 'RSA';
  paySign: string;
}

/** An order as it is placed with a provider. */
export interface WebOrderRequest {
  /** 6 to 32 letters, digits and underscores, which both providers take. */
  orderId: string;
  amount: Fen;
  description: string;
  /** Milliseconds; the provider refuses payments after it. */
  expiresAt: number;
  /** The payer's address, which WeChat Pay v2 wants. */
  address: string;
}

/** In WeChat's own client the payer is known. */
export interface OrderRequest extends WebOrderRequest {
  openid: string;
}

/** What the provider says of an order; `amount` is what was paid. A refunded order is `closed`. */
export type Payment =
  | { state: 'paid'; orderId: string; amount: Fen; transactionId: string; openid?: string }
  | { state: 'pending' | 'closed' | 'unknown'; orderId: string };

/** A notification as it came: nothing in it is believed before its signature is checked. */
export interface Notification {
  headers: Record<string, string | undefined>;
  body: string;
}

/** How a provider wants a notification answered. */
export interface Acknowledgement {
  status: 200 | 500;
  contentType: string;
  body: string;
}

/**
 * What every provider does with an order that was placed with it.
 * Faults of all gateways: `order.unconfigured` (its message names the provider), `order.rejected` (the provider refuses; the message is its own),
 * `payment.unavailable` (unreachable, busy, or an answer it didn't sign), `payment.unverified` (a forged notification).
 */
export interface PayGateway {
  /** An order of another app or merchant is never answered. */
  query(orderId: string): Promise<Payment>;
  /** An order that is closed already, or that the payer never opened, is closed without complaint. One that was paid is `order.rejected`. */
  close(orderId: string): Promise<void>;
  /** Checks signature, merchant and app of a notification and says what was paid. `now` in ms. */
  verify(notification: Notification, now: number): Promise<Payment>;
}

export interface RefundRequest {
  orderId: string;
  /** Names the refund: the same one again gives back nothing more. At most 32 letters, digits and underscores. */
  refundId: string;
  /** What to give back, and what was paid. */
  amount: Fen;
  total: Fen;
  /** The payer reads it. */
  reason: string;
}

/**
 * How a refund stands. `processing` ends in one of the others later; `operator`: what somebody has to do for that.
 * `refused` moved no money and says why, in the provider's words.
 */
export type Refund = { state: 'refunded' } | { state: 'processing'; operator?: string } | { state: 'refused'; reason: string };

/** Gives money back. After a `payment.unavailable` it may or may not have been given: ask, or ask for the same refund again. */
export interface RefundGateway {
  refund(request: RefundRequest): Promise<Refund>;
  /** `unknown`: the provider has no such refund. */
  queryRefund(refund: Pick<RefundRequest, 'orderId' | 'refundId'>): Promise<Refund | { state: 'unknown' }>;
}

/** A line of a provider's bill: money that came, or went back. */
export interface BillLine {
  kind: 'payment' | 'refund';
  orderId: string;
  transactionId: string;
  /** Above 0 for both kinds. */
  amount: Fen;
  /** Of a refund. */
  refundId?: string;
}

export interface BillGateway {
  /**
   * What the provider says moved on that Beijing day (`2026-01-22`), successful trades only. Bills are ready at some 10 o'clock of the next morning;
   * before that, `payment.unavailable`. A day without trades is an empty list. Other sales of the same merchant may be among the lines.
   * A line is a lead, not proof: not every provider signs its bill, so nothing is credited without asking (`query`).
   */
  bill(day: string): Promise<BillLine[]>;
}

/** WeChat Pay inside a mini-program. Which version makes new orders is configuration; `verify` understands both. */
export interface MiniPayGateway extends PayGateway {
  create(order: OrderRequest): Promise<PaymentParams>;
}

/** Paying on a web page, with any provider. */
export interface WebPayGateway extends PayGateway, RefundGateway, BillGateway {
  /**
   * Places the order; the same one again leads to the same payment. `paymentUrl` is where the payer goes: Alipay's page, or
   * WeChat's `weixin://…`, which a client shows as a QR code.
   */
  open(order: WebOrderRequest): Promise<{ paymentUrl: string }>;
}

/** What of an account its orders follow from, and change. */
export interface Buyer {
  /** Available points. */
  points: number;
  membershipType?: MembershipType;
  /** Milliseconds; a member until then. */
  membershipEnd?: number;
  /** How many of its orders have been paid with money so far, and how many of them were recharges. */
  payments?: number;
  paidRecharges?: number;
}

/** Somebody who looks at an order later: the sweeper at `at`, the daily reconciliation once it has the provider's bill of `at`. */
export type Due = { by: 'sweeper' | Provider; at: number };

/** One step in an order's life, with all that happens together with it. */
export interface Step {
  /** It happens in these states; an order in another one stays as it is. */
  from: readonly OrderState[];
  /** What changes in the order. */
  order: Partial<Order> & Pick<Order, 'state'>;
  entries?: readonly NewEntry[];
  /** What else changes in the account. It follows from what was read, so it happens only if that is still so. */
  buyer?: Omit<Buyer, 'points'>;
  due?: Due;
}

export interface Orders {
  /**
   * Writes the order, as the last of the account's list; if it is there already (a retry), answers that one.
   * `atOnce`: a step that it takes in the same moment.
   */
  create(order: Order, atOnce?: (buyer: Buyer) => Step): Promise<Order>;
  find(id: string): Promise<Order | undefined>;
  /**
   * Takes the step with all that belongs to it in one transaction, or not at all, and answers the order as it then is.
   * A step that follows from the account is made anew when that, or the order, has changed meanwhile; a fault that it throws ends it, with nothing written.
   */
  move(order: Order, step: Step | ((buyer: Buyer, order: Order) => Step), at: number): Promise<Order>;
  /** Newest first, starting `skip` orders down, with the total; any depth costs the same. */
  page(account: string, kind: OrderKind, page: { limit: number; skip?: number }): Promise<{ orders: Order[]; total: number }>;
  /** Remembers that something else was paid than was ordered; nothing is credited, and the order is no longer due. */
  noteMismatch(order: Order, payment: { transactionId: string; amount: Fen }): Promise<void>;
}
