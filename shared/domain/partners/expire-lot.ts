import type { Clock } from '../../kernel/clock.ts';
import type { PrepaidUploads } from './ports.ts';

export interface ExpireLotParts {
  prepaid: Pick<PrepaidUploads, 'expire' | 'closeLot'>;
  clock: Clock;
}

/** Puts on record that prepaid uploads have expired. Nobody could use them since; this is for the books. */
export async function expireLot({ prepaid, clock }: ExpireLotParts, { account, reference }: { account: string; reference: string }) {
  await prepaid.expire(account, clock());
  await prepaid.closeLot(account, reference);
}
