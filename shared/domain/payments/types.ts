import type { Fen } from '../../kernel/money.ts';
import type { MembershipType } from '../users/types.ts';

/** What is sold. */
export type OrderKind = 'recharge' | 'membership';

/** How the platform's users pay (platform-api.txt, 支付方式). `balance`: with points. */
export const payMethods = ['alipay', 'wechat', 'balance'] as const;
export type PayMethod = (typeof payMethods)[number];

/** `wechat-mini`: in the mini-program, where WeChat knows the payer. */
export type Channel = PayMethod | 'wechat-mini';

/** Who takes the money. */
export type Provider = 'alipay' | 'wechat';

/** docs/orders.md has the diagram. A closed order that is paid after all is credited. */
export type OrderState = 'pending' | 'paid' | 'closed' | 'refunding' | 'refunded';

export interface Order {
  id: string;
  account: string;
  kind: OrderKind;
  channel: Channel;
  /** What it costs in itself, and what is to be paid: perks take something off. */
  price: Fen;
  amount: Fen;
  /** Points that a recharge buys; 0 for a membership. */
  points: number;
  /** Points that come on top, and what its entry says of them. */
  bonus?: { points: number; description: string };
  /** What a membership order buys. */
  membership?: MembershipType;
  /** What the perks that made the price keep of it, theirs alone to read: a coupon's id. */
  perks?: Readonly<Record<string, string | number>>;
  /** Of the mini-program's user who pays. */
  openid?: string;
  description: string;
  state: OrderState;
  /** Its place among the account's orders of this kind: 1, 2, 3, … The mini-program has no lists, and its orders no numbers. */
  number?: number;
  /** Milliseconds, as all times. */
  createdAt: number;
  /** When it is closed if nobody paid. */
  closesAt: number;
  paidAt?: number;
  /** The provider's number of the payment. */
  transactionId?: string;
  /** When the provider's bill was found to say the same. */
  confirmedAt?: number;
  /** All points that its payment brought to its account. */
  credited?: number;
  /** The time as a member that its payment added. */
  membershipFrom?: number;
  membershipUntil?: number;
  refund?: OrderRefund;
}

export interface OrderRefund {
  /** The provider's number of it: derived from the order's, so an order is refunded once. */
  id: string;
  /** The operator. */
  by: string;
  reason: string;
  /** Points that were taken back, and those that were spent already. Of an order that was paid with points: given back, so negative. */
  points: number;
  spent: number;
  /** Milliseconds as a member that were taken back. */
  membershipMs: number;
  /** 1, or one more than of the refund that was refused before. */
  attempt: number;
  startedAt: number;
  endedAt?: number;
  confirmedAt?: number;
  /** Why the provider refused it, in its own words; points and membership were given back then. */
  refused?: string;
}
