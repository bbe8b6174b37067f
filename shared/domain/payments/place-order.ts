import { minutes } from '../../kernel/clock.ts';
import { isFault } from '../../kernel/fault.ts';
import type { Orders, WebOrderRequest } from './ports.ts';
import { closed } from './steps.ts';
import type { Order } from './types.ts';

/** Orders that nobody pays are closed after this (decisions.md). */
export const ORDER_LIFETIME_MS = minutes(30);

/**
 * Records an order, then asks its provider for it: a payment never arrives for an order that we don't know.
 * Under the same operation it is the same order at the provider too.
 */
export async function placeOrder<Answer>(
  orders: Pick<Orders, 'create' | 'move'>,
  fresh: Order,
  address: string,
  place: (request: WebOrderRequest) => Promise<Answer>,
): Promise<{ order: Order; answer: Answer }> {
  const order = await orders.create(fresh);
  const { id, amount, description, closesAt } = order;
  try {
    return { order, answer: await place({ orderId: id, amount, description, expiresAt: closesAt, address }) };
  } catch (error) {
    // Nobody was asked, and nobody can be: an order left open would be the sweeper's for ever.
    if (isFault(error, 'order.unconfigured')) await orders.move(order, closed, fresh.createdAt);
    throw error;
  }
}
