import { type Operation, stampedId } from '../../kernel/ids.ts';
import { pointsForFen } from '../../kernel/money.ts';
import type { Account } from '../accounts/ports.ts';
import { checkedAmount } from './amount.ts';
import { ORDER_LIFETIME_MS, placeOrder } from './place-order.ts';
import type { MiniPayGateway, Orders, PaymentParams } from './ports.ts';
import type { Order } from './types.ts';

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

/** A mini-program user's recharge, with what `wx.requestPayment` takes. */
export async function createOrder(
  { orders, gateway }: { orders: Pick<Orders, 'create' | 'move'>; gateway: Pick<MiniPayGateway, 'create'> },
  { account, operation, amount, description = '', address }: CreateOrder,
): Promise<{ order: Order; paymentParams: PaymentParams }> {
  const fen = checkedAmount(amount);
  const order: Order = {
    id: stampedId('order', operation),
    account: account.id,
    kind: 'recharge',
    channel: 'wechat-mini',
    openid: account.openid,
    price: fen,
    amount: fen,
    points: pointsForFen(fen),
    description: isBlank(description) ? DEFAULT_DESCRIPTION : description,
    state: 'pending',
    createdAt: operation.at,
    closesAt: operation.at + ORDER_LIFETIME_MS,
  };
  const { openid } = account;
  const placed = await placeOrder(orders, order, address, (request) => gateway.create({ ...request, openid }));
  return { order: placed.order, paymentParams: placed.answer };
}
