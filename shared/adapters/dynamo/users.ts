import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { folded } from '../../domain/users/names.ts';
import type { PasswordHash, Registration, Taken, Users } from '../../domain/users/ports.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { nextNumber } from './counter.ts';
import { getItem, updateItem } from './items.ts';
import { keys } from './keys.ts';
import { entryItem, newLedger } from './ledger-record.ts';
import type { Table } from './table.ts';
import { insert, type Refusal, transact } from './transaction.ts';
import { readUser, type UserRecord, userOf } from './user-record.ts';

/**
 * What else a registration writes, all or nothing with it. Asked for each try, it looks anew at whatever its writes depend on: when one
 * of their conditions fails, the registration is tried again.
 */
export type AlongsideRegistration = (table: Table, registration: Registration) => Promise<TransactWriteItem[]>;

/** `alongside`: the records of others that begin with an account. */
export function dynamoUsers(table: Table, alongside: AlongsideRegistration = async () => []): Users {
  return {
    nextNumber: () => nextNumber(table, 'users'),
    byId: async (account) => {
      const record = await readUser(table, account);
      return record?.number === undefined ? undefined : userOf(record);
    },
    credentials: (username) => getItem<{ account: string; password: PasswordHash }>(table, keys.username(folded(username))),
    renewPassword: async (username, seen, password) => {
      await updateItem(table, keys.username(folded(username)), {
        update: 'SET password = :password',
        condition: 'password.#hash = :seen',
        names: { '#hash': 'hash' },
        values: { ':password': password, ':seen': seen.hash },
      });
    },
    byReferralCode: async (code) => (await getItem<{ account: string }>(table, keys.referralCode(code.toUpperCase())))?.account,
    create: (registration) =>
      untilSettled(async () => {
        const refused = await transact(table, [
          ...reservations(table, registration),
          ...records(table, registration),
          ...(await alongside(table, registration)),
        ]);
        if (refused === undefined) return 'created';
        return refused === AGAIN ? AGAIN : takenOf(refused, registration);
      }),
  };
}

const reserved: readonly Taken[] = ['username', 'email', 'referralCode'];

/** Each there once, which decides every race; the username's also holds how it is proven, so that only a login can read that. */
const reservations = (table: Table, { user, password }: Registration): TransactWriteItem[] => [
  insert(table, { ...keys.username(folded(user.username)), account: user.id, password }),
  insert(table, { ...keys.email(folded(user.email)), account: user.id }),
  insert(table, { ...keys.referralCode(user.referralCode), account: user.id }),
];

function records(table: Table, { user, gifts }: Registration): TransactWriteItem[] {
  const record: UserRecord = { ...user, ...newLedger(user.points, gifts.length) };
  let balanceAfter = 0;
  const entries = gifts.map((gift, index) => {
    balanceAfter += gift.amount;
    return entryItem(user.id, { ...gift, sequence: index + 1, kind: 'bonus', balanceAfter, at: user.createdAt });
  });
  return [{ ...keys.account(user.id), ...record }, ...entries].map((item) => insert(table, item));
}

/** Which of the reservations others hold. Held by this very account, its transaction was made and only its answer was lost. */
function takenOf(refused: readonly Refusal[], { user }: Registration): 'created' | Taken | typeof AGAIN {
  const taken = reserved.filter((_, index) => refused[index]?.failed);
  if (taken.length === reserved.length && refused[0]!.old?.account === user.id) return 'created';
  return taken[0] ?? AGAIN;
}
