import type { Fen } from '../../kernel/money.ts';
import type { MembershipType } from '../users/types.ts';
import type { Channel, Order, OrderKind } from './types.ts';

/** An order that is about to be made. Made again by a retry, it has the same id. */
export interface Wanted {
  order: string;
  account: string;
  kind: OrderKind;
  channel: Channel;
  membership?: MembershipType;
  /** What it costs without any perk. */
  price: Fen;
  /** Points that the price buys. */
  points: number;
  /** The coupon that the client names. */
  coupon?: string;
  at: number;
}

/** What is to be paid, at least 1 fen, and what comes on top; `perks` is kept with the order and handed back with it. */
export type Offer = Pick<Order, 'amount' | 'bonus' | 'perks'>;

/**
 * Makes an order's price: coupons and activities. It writes nothing: what is locked is written beside the order
 * (`OrderAlongside`), in the same transaction. Ends in `coupon.invalid` when the coupon can't be used for this.
 */
export type Perks = (wanted: Wanted) => Promise<Offer>;
