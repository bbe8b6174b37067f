import { isFault } from '../../kernel/fault.ts';
import { type CreditParts, endDueOrder, type GatewayOf } from './credit.ts';
import { followRefund, type RefundParts } from './refund.ts';
import { providerOf } from './steps.ts';
import type { Order, Provider } from './types.ts';

type Parts = CreditParts & Pick<RefundParts, 'refundsOf'> & { gatewayOf: GatewayOf };

/**
 * What one run of the sweeper does about an order that is due: ends it if nobody paid, follows its refund. Answers `false` for one that it
 * passes by: a provider that is away is asked only once in a run, for its time-outs would eat the time of all others.
 */
export function dueOrders(parts: Parts): (id: string) => Promise<boolean> {
  const away = new Set<Provider | undefined>();
  return async (id) => {
    const order = await parts.orders.find(id);
    if (!order) return true;
    const provider = providerOf(order.channel);
    if (away.has(provider)) return false;
    try {
      await handle(parts, order);
      return true;
    } catch (error) {
      if (isFault(error, 'payment.unavailable')) away.add(provider);
      throw error;
    }
  };
}

async function handle(parts: Parts, order: Order): Promise<void> {
  if (order.state === 'pending') await endDueOrder(parts, order);
  if (order.state === 'refunding') await followRefund(parts, order);
}
