import type { Entry } from '#shared/domain/points/ports.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';

/** The document shows one type, `recharge`; the others have the ledger's own names. */
const typeOf = (kind: Entry['kind']) => (kind === 'topup' ? ('recharge' as const) : kind);

/** A ledger entry as the platform shows it; what was spent is below 0. */
export const transactionView = ({ sequence, kind, amount, balanceAfter, description, at }: Entry) => ({
  id: sequence,
  type: typeOf(kind),
  amount,
  balance_after: balanceAfter,
  description,
  created_at: beijingTime(at),
});
