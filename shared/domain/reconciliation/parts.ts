import type { CreditParts, GatewayOf } from '../payments/credit.ts';
import type { BillGateway } from '../payments/ports.ts';
import type { RefundParts } from '../payments/refund.ts';
import type { Provider } from '../payments/types.ts';
import type { Books } from './ports.ts';
import type { Difference } from './types.ts';

/** What comparing the books of one provider takes. */
export interface ReconcileParts extends CreditParts, RefundParts {
  provider: Provider;
  gatewayOf: GatewayOf;
  bill: BillGateway['bill'];
  books: Books;
  orders: CreditParts['orders'] & RefundParts['orders'];
}

export interface HasTime {
  hasTime: () => boolean;
}

/** A difference, before it is known on which day. */
export type Found = Omit<Difference, 'provider' | 'day'>;
