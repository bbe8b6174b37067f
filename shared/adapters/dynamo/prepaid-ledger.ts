import type { Ledger } from '../../domain/points/ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { insufficient, tryHold } from './ledger.ts';
import { balanceOf } from './ledger-record.ts';
import { expire } from './prepaid.ts';
import { isStale, type PrepaidRecord } from './prepaid-record.ts';
import type { Table } from './table.ts';

/** The second is after what has expired was taken off; only a lot that expires in that very moment needs a third. */
const TRIES = 3;

/** Each hold is part of the account's item, whose size every write of it pays for; an item holds 400 KB. */
const MOST_AT_ONCE = 1000;

/** Holds of prepaid uploads: one write, as any hold, which nothing expired can pass. */
export const prepaidLedger = (table: Table, clock: Clock): Pick<Ledger, 'hold'> => ({
  hold: async (account, job, amount) => {
    for (let tries = 1; ; tries++) {
      const now = clock();
      const { held, account: record } = await tryHold(table, account, job, amount, unexpired(now));
      if (held) return balanceOf(record);
      if (Object.keys(record.holds).length >= MOST_AT_ONCE) fail('photo.too_many');
      if (tries === TRIES || !isStale(record as PrepaidRecord, now)) return insufficient(record, amount);
      await expire(table, account, now);
    }
  },
});

const unexpired = (now: number) => ({
  condition: '#until > :now AND points <= #granted AND size(holds) < :most',
  names: { '#until': 'grantedUntil', '#granted': 'granted' },
  values: { ':now': now, ':most': MOST_AT_ONCE },
});
