import { beijingDigits } from '../../kernel/beijing-time.ts';
import { digitsOf, type Operation } from '../../kernel/ids.ts';
import type { OrderKind } from './types.ts';

const LETTERS: Record<OrderKind, string> = { recharge: 'R', membership: 'M' };
const RANDOM_DIGITS = 12;

/**
 * `R20260122100000` and 12 digits: the letter, the second in Beijing, and digits that follow from the operation, so a retry finds its order.
 * 27 characters (providers take 32) that count nothing: nobody reads from them how many orders there are, or guesses another one.
 */
export const orderId = (kind: OrderKind, operation: Operation): string =>
  `${LETTERS[kind]}${beijingDigits(operation.at)}${digitsOf(operation, RANDOM_DIGITS)}`;

/** The provider's number of an order's refund: 28 or, for a mini-program's order, 32 characters. */
export const refundIdOf = (order: string): string => `${order}R`;

/** Whether an order number in a provider's bill is one of ours; a merchant may sell other things too. */
export const isOrderId = (text: string): boolean => /^(?:[RM]\d{26}|order_\d{10}_[0-9a-z]{14})$/.test(text);
