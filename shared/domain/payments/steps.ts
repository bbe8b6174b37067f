import { monthsLater } from '../../kernel/beijing-time.ts';
import { minutes } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { NewEntry } from '../points/ports.ts';
import type { Buyer, Due, Step } from './ports.ts';
import { memberships, pointsToPay, yuanText } from './prices.ts';
import type { Channel, Order, Provider } from './types.ts';

/** Who takes the money; `undefined` where it is paid with points. */
export const providerOf = (channel: Channel): Provider | undefined =>
  channel === 'balance' ? undefined : channel === 'alipay' ? 'alipay' : 'wechat';

/** pending | closed → paid, with what was bought. */
export function paid(order: Order, buyer: Buyer, { transactionId, at }: { transactionId?: string; at: number }): Step {
  const provider = providerOf(order.channel);
  const bought = order.kind === 'recharge' ? recharged(order, buyer, at) : joined(order, buyer, at);
  const entries = [...bought.entries, ...onTop(order, at)];
  const credited = entries.reduce((sum, { amount }) => sum + Math.max(0, amount), 0);
  return {
    from: ['pending', 'closed'],
    order: { state: 'paid', paidAt: at, ...(transactionId !== undefined && { transactionId }), credited, ...bought.order },
    entries,
    // Counted in one place, so that of two first payments at once only one is the first.
    buyer: { ...bought.buyer, ...(provider && { payments: (buyer.payments ?? 0) + 1 }) },
    ...(provider && { due: { by: provider, at } satisfies Due }),
  };
}

/** Points that its price came with. */
const onTop = ({ id, bonus }: Order, at: number): NewEntry[] =>
  bonus ? [{ kind: 'bonus', amount: bonus.points, cause: `${id}:bonus`, description: bonus.description, at }] : [];

function recharged({ id, channel, price, points }: Order, { paidRecharges = 0 }: Buyer, at: number) {
  const description = channel === 'wechat-mini' ? '微信支付充值' : `充值${yuanText(price)}元`;
  const entries: NewEntry[] = [{ kind: 'topup', amount: points, cause: id, description, at }];
  return { entries, order: {}, buyer: { paidRecharges: paidRecharges + 1 } };
}

/** The months are added to what is left. With points, they are paid here and now. */
function joined({ id, channel, amount, membership = 'monthly' }: Order, buyer: Buyer, at: number) {
  const { months, name } = memberships[membership];
  const membershipFrom = Math.max(at, buyer.membershipEnd ?? 0);
  const membershipUntil = monthsLater(membershipFrom, months);
  const cost = channel === 'balance' ? pointsToPay(amount) : 0;
  if (cost > buyer.points) fail('points.insufficient', { message: `当前积分:${buyer.points},需要积分:${cost}` });
  const entry: NewEntry = { kind: 'membership', amount: -cost, cause: id, description: `购买${name}`, at };
  return {
    entries: cost > 0 ? [entry] : [],
    order: { membershipFrom, membershipUntil },
    buyer: { membershipType: membership, membershipEnd: membershipUntil },
  };
}

/** pending → closed. */
export const closed: Step = { from: ['pending'], order: { state: 'closed' } };

/** How long a refund may take before somebody looks how it stands. */
export const REFUND_LOOK_MS = minutes(2);

/** A provider's refund that isn't through yet: looked at again later. */
export const refundLater = (at: number): Step => ({
  from: ['refunding'],
  order: { state: 'refunding' },
  due: { by: 'sweeper', at },
});
