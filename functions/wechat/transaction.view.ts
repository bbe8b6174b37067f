import type { Entry } from '#shared/domain/points/ports.ts';
import { isoTime } from '#shared/kernel/clock.ts';

/** A ledger entry as the mini-program API shows it. Amounts are positive; `type` says which way they went. */
export const transactionView = ({ sequence, kind, amount, description, cause, at }: Entry) => ({
  id: `trans_${String(sequence).padStart(9, '0')}`,
  type: amount >= 0 ? ('earn' as const) : ('spend' as const),
  amount: Math.abs(amount),
  description,
  ...(kind === 'topup' && { wechat_order_id: cause }),
  ...(kind === 'spend' && { api_call_id: cause }),
  created_at: isoTime(at),
});
