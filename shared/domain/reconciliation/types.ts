import type { Fen } from '../../kernel/money.ts';
import type { Provider } from '../payments/types.ts';

/** What a difference is, and what there is to do about it: docs/runbook.md#booksdiffer. */
export const differenceKinds = [
  /** The provider has a payment that we know no order of, though the number is one of ours. */
  'unknown_order',
  /** The provider's amount, or number of the payment, isn't ours. */
  'other_amount',
  'other_transaction',
  /** In the bill, but when asked, the provider says it isn't paid. */
  'not_credited',
  /** We credited it, and the provider's bill has no such payment; `not_paid`: nor does it say so when asked. */
  'not_in_bill',
  'not_paid',
  /** The provider gave money back that we have no refund of, or another amount. */
  'unknown_refund',
  /** We say refunded, and the provider says not. */
  'not_refunded',
  /** Put right: a payment that was never credited is now, a refund that went unnoticed is noticed. */
  'credited',
  'refund_noticed',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

export const isHealed = (kind: DifferenceKind): boolean => kind === 'credited' || kind === 'refund_noticed';

export interface Difference {
  provider: Provider;
  /** The Beijing day whose bill it was found with. */
  day: string;
  kind: DifferenceKind;
  orderId: string;
  /** Fen: what the provider says, and what we say. */
  theirs?: Fen;
  ours?: Fen;
}

/** What came of one provider's day. */
export interface DayReport {
  provider: Provider;
  day: string;
  /** Our lines of the bill, and fen. */
  payments: number;
  paid: Fen;
  refunds: number;
  refunded: Fen;
  /** Differences that were put right, and that are left to somebody. */
  healed: number;
  open: number;
  /** Milliseconds. */
  at: number;
}
