import { userInfo } from 'node:os';
import { gatewaysOf } from '#functions/gateways.wiring.ts';
import { ordersIn } from '#functions/payments.wiring.ts';
import { yuanText } from '#shared/domain/payments/prices.ts';
import { refundOrder } from '#shared/domain/payments/refund.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { isFault } from '#shared/kernel/fault.ts';
import { UsageError } from '../operator/command.ts';
import type { AdminCommand } from './command.ts';

export const refund: AdminCommand = {
  name: 'refund',
  help: [['refund ORDER_ID --reason TEXT', 'gives the money of an order back, once; again: how that stands']],
  takes: (args) => args.length === 1,
  options: { reason: { type: 'string' } },
  async run({ table, secret, settings }, [id], { reason }) {
    if (typeof reason !== 'string' || reason.trim() === '') throw new UsageError('Say why: --reason TEXT. The customer reads it.');
    const parts = { orders: ordersIn(table), ...gatewaysOf(await settings(), secret), clock: systemClock };
    const wish = { by: `terminal:${userInfo().username}`, reason: reason.trim() };
    const order = await refundOrder(parts, id!, wish).catch((error: unknown) => {
      throw isFault(error) ? new UsageError(`${id}: ${error.message}`) : error;
    });
    return said(order);
  },
};

function said({ id, state, channel, amount, refund }: Order): string {
  const { points, spent } = refund!;
  const money = channel === 'balance' ? `${-points} points` : `${yuanText(amount)} yuan`;
  const taken = channel !== 'balance' && points > 0 ? ` ${points} points were taken back.` : '';
  const kept = spent > 0 ? ` ${spent} points were spent already, and stay spent.` : '';
  const how = state === 'refunded' ? `${money} were given back` : `${money} are being given back; the sweeper follows it`;
  return `${id}: ${how}.${taken}${kept}`;
}
