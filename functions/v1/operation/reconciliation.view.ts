import { type DayReport, type Difference, isHealed } from '#shared/domain/reconciliation/types.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { yuanFromFen } from '#shared/kernel/money.ts';

export const reportView = ({ provider, payments, paid, refunds, refunded, healed, open, at }: DayReport) => ({
  ...{ provider, payments, paid: yuanFromFen(paid), refunds, refunded: yuanFromFen(refunded), healed, open },
  compared_at: beijingTime(at),
});

const amount = (fen: number | undefined): number | null => (fen === undefined ? null : yuanFromFen(fen));

export const differenceView = ({ provider, kind, orderId, theirs, ours }: Difference) => ({
  provider,
  kind,
  healed: isHealed(kind),
  order_id: orderId,
  provider_amount: amount(theirs),
  our_amount: amount(ours),
});
