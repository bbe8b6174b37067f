import { minutes } from '../../kernel/clock.ts';
import { fail, isFault } from '../../kernel/fault.ts';
import { type Operation, stampedId } from '../../kernel/ids.ts';
import { type Fen, fenFromYuan, pointsForFen } from '../../kernel/money.ts';
import type { Account } from '../accounts/ports.ts';
import type { MiniPayGateway, Order, Orders, PaymentParams } from './ports.ts';

/** Orders that nobody pays are closed after this (decisions.md). */
export const ORDER_LIFETIME_MS = minutes(30);
const MAX_YUAN = 50_000;
/** mini-program-api.txt. WeChat refuses an order without a description. */
const DEFAULT_DESCRIPTION = '购买积分';
const isBlank = (text: string): boolean => /^[\s\p{Cc}]*$/u.test(text);

export interface CreateOrder {
  account: Account;
  operation: Operation;
  /** Yuan, as the client sent it. */
  amount: number;
  description?: string;
  address: string;
}

/**
 * Records an order, then asks WeChat Pay for it: a payment never arrives for an order that we don't know.
 * Under the same operation it is the same order at WeChat too.
 */
export async function createOrder(
  { orders, gateway }: { orders: Pick<Orders, 'create' | 'close'>; gateway: Pick<MiniPayGateway, 'create'> },
  { account, operation, amount, description = '', address }: CreateOrder,
): Promise<{ order: Order; paymentParams: PaymentParams }> {
  const fen = checkedAmount(amount);
  const order = await orders.create({
    id: stampedId('order', operation),
    account: account.id,
    openid: account.openid,
    amount: fen,
    points: pointsForFen(fen),
    description: isBlank(description) ? DEFAULT_DESCRIPTION : description,
    state: 'pending',
    createdAt: operation.at,
    closesAt: operation.at + ORDER_LIFETIME_MS,
  });
  try {
    const paymentParams = await gateway.create({
      orderId: order.id,
      amount: order.amount,
      description: order.description,
      openid: order.openid,
      expiresAt: order.closesAt,
      address,
    });
    return { order, paymentParams };
  } catch (error) {
    // Nobody was asked, and nobody can be: an order left open would be the sweeper's for ever.
    if (isFault(error, 'order.unconfigured')) await orders.close(order);
    throw error;
  }
}

/** > 0, ≤ 50,000 yuan, at most 2 decimals (decisions.md). Less than 0.1 yuan, a usual test payment, buys no whole point. */
function checkedAmount(amount: number): Fen {
  const fen = fenFromYuan(amount);
  if (fen === undefined) return fail('order.invalid', { field: 'amount', message: 'amount 最多两位小数' });
  if (amount <= 0) return fail('order.invalid', { field: 'amount', message: 'amount 必须大于 0' });
  if (amount > MAX_YUAN) return fail('order.invalid', { field: 'amount', message: `amount 最大 ${MAX_YUAN} 元` });
  return fen;
}
