import type { Entry } from '../points/ports.ts';
import type { Lot } from './types.ts';

type Movement = Omit<Entry, 'sequence' | 'balanceAfter'>;

/** Uploads that were paid for. */
export const boughtEntry = ({ reference, uploads, boughtAt }: Lot): Movement => ({
  kind: 'topup',
  amount: uploads,
  cause: reference,
  description: `充值 ${uploads} 张`,
  at: boughtAt,
});

/** Uploads that nobody used in time; the newest lot that expired stands for all. */
export function expiredEntry(lots: readonly Lot[], uploads: number, now: number): Movement {
  const [newest] = lots.filter(({ expiresAt }) => expiresAt <= now).sort((a, b) => b.expiresAt - a.expiresAt);
  return { kind: 'expire', amount: -uploads, cause: newest?.reference ?? '', description: `${uploads} 张已过期`, at: now };
}
