import { isFault } from '../../kernel/fault.ts';
import type { BillGateway } from '../payments/ports.ts';
import type { Provider } from '../payments/types.ts';
import { type Run, reconcile } from './reconcile.ts';
import type { DayReport } from './types.ts';

const providers: readonly Provider[] = ['alipay', 'wechat'];

interface AllProviders extends Omit<Run, 'provider' | 'bill'> {
  billOf: (provider: Provider) => BillGateway['bill'];
  /** One provider's trouble doesn't keep the other from being compared. */
  onError: (provider: Provider, error: unknown) => void;
}

/** Each provider in its turn; one that isn't configured has no bill to compare with. */
export async function reconcileProviders({ billOf, onError, ...run }: AllProviders): Promise<DayReport[]> {
  const reports: DayReport[] = [];
  for (const provider of providers) {
    try {
      reports.push(...(await reconcile({ ...run, provider, bill: billOf(provider) })));
    } catch (error) {
      if (!isFault(error, 'order.unconfigured')) onError(provider, error);
    }
  }
  return reports;
}
