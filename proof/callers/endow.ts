import { randomUUID } from 'node:crypto';
import { readLedger } from '#shared/adapters/dynamo/ledger-record.ts';
import { ledgerWrites } from '#shared/adapters/dynamo/ledger-writes.ts';
import { transact } from '#shared/adapters/dynamo/transaction.ts';
import type { Place } from './caller.ts';

/** Gives an account points, as an entry in its books. */
export async function endow({ table, clock }: Place, account: string, amount: number): Promise<void> {
  if (amount === 0) return;
  const ledger = await readLedger(table, account);
  if (!ledger) throw new Error(`there is no account ${account}`);
  const entry = { kind: 'bonus', amount, cause: randomUUID(), description: 'proof', at: clock.now() } as const;
  const refused = await transact(table, ledgerWrites(table, ledger, [entry]));
  if (refused !== undefined) throw new Error(`${account} can't be given points`);
}
