import { fail } from '../../kernel/fault.ts';
import type { Operation } from '../../kernel/ids.ts';
import { type Fen, pointsForFen } from '../../kernel/money.ts';
import type { MembershipType } from '../users/types.ts';
import { checkedAmount } from './amount.ts';
import { orderId } from './order-id.ts';
import type { Perks } from './perks.ts';
import { ORDER_LIFETIME_MS, placeOrder } from './place-order.ts';
import type { Orders, WebPayGateway } from './ports.ts';
import { memberships, yuanText } from './prices.ts';
import { paid } from './steps.ts';
import type { Order, PayMethod, Provider } from './types.ts';

export interface BuyParts {
  orders: Pick<Orders, 'create' | 'move'>;
  perks: Perks;
  gatewayOf: (provider: Provider) => Pick<WebPayGateway, 'open'>;
}

interface Purchase {
  account: string;
  operation: Operation;
  method: PayMethod;
  coupon?: string | undefined;
  address: string;
}

/** An order, and the page where it is paid; `null` for one that needs no paying any more. */
interface Bought<Url extends string | null = string> {
  order: Order;
  paymentUrl: Url;
}

/** Orders points. They can't be bought with points. */
export async function recharge(parts: BuyParts, { amount, ...purchase }: Purchase & { amount: number }): Promise<Bought> {
  const { method } = purchase;
  if (method === 'balance') return fail('order.invalid', { field: 'payment_method', message: 'payment_method: 余额不能用于充值' });
  const price = checkedAmount(amount);
  const goods = { kind: 'recharge', points: pointsForFen(price), description: `充值${yuanText(price)}元` } as const;
  return pay(parts, method, await priced(parts, purchase, price, goods), purchase.address);
}

/** Orders a membership; with points it is had at once, or not at all (`points.insufficient`). */
export async function joinMembership(
  parts: BuyParts,
  { type, ...purchase }: Purchase & { type: MembershipType },
): Promise<Bought<string | null>> {
  const { price, name } = memberships[type];
  const order = await priced(parts, purchase, price, { kind: 'membership', membership: type, points: 0, description: name });
  if (purchase.method !== 'balance') return pay(parts, purchase.method, order, purchase.address);
  return { order: await parts.orders.create(order, (buyer) => paid(order, buyer, { at: order.createdAt })), paymentUrl: null };
}

type Goods = Pick<Order, 'kind' | 'points' | 'description' | 'membership'>;

async function priced({ perks }: BuyParts, purchase: Purchase, price: Fen, goods: Goods): Promise<Order> {
  const { account, operation, method, coupon } = purchase;
  const { at } = operation;
  const base = { account, channel: method, price, ...goods };
  const id = orderId(goods.kind, operation);
  const offer = await perks({ ...base, order: id, at, ...(coupon !== undefined && { coupon }) });
  return { id, ...base, ...offer, state: 'pending', createdAt: at, closesAt: at + ORDER_LIFETIME_MS };
}

async function pay({ orders, gatewayOf }: BuyParts, provider: Provider, fresh: Order, address: string): Promise<Bought> {
  const { order, answer } = await placeOrder(orders, fresh, address, (request) => gatewayOf(provider).open(request));
  return { order, paymentUrl: answer.paymentUrl };
}
