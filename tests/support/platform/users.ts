import { randomBytes } from 'node:crypto';
import { getItem, putItem, updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { entryItem } from '#shared/adapters/dynamo/ledger-record.ts';
import { withRegistration } from '#shared/adapters/dynamo/registration.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { platformTokens } from '#shared/adapters/jose/platform-tokens.ts';
import { passwordsAt, scryptPasswords } from '#shared/adapters/scrypt/passwords.ts';
import { referralCode } from '#shared/domain/users/names.ts';
import type { PasswordHash } from '#shared/domain/users/ports.ts';
import { register } from '#shared/domain/users/register.ts';
import { newSession } from '#shared/domain/users/session.ts';
import { newOperation } from '#shared/kernel/ids.ts';

export const PASSWORD = 'password123';

/** Made once: it takes as long as it should. */
let hashed: Promise<PasswordHash> | undefined;
const hash = () => {
  hashed ??= scryptPasswords.hash(PASSWORD);
  return hashed;
};

/** Keeps the user's password as if they had registered when a guess cost less. */
export async function hashedLongAgo(table: Table, username: string): Promise<void> {
  const users = dynamoUsers(table);
  const { password } = (await users.credentials(username))!;
  await users.renewPassword(username, password, await passwordsAt({ cost: 1024, block: 8, parallel: 1 }).hash(PASSWORD));
}

export interface PlatformUser {
  account: string;
  /** The id that clients see. */
  id: number;
  username: string;
  token: string;
  refresh: string;
}

/**
 * A user whose password is `PASSWORD`, registered and logged in without asking the API, whose limits would let only ten in.
 * `secrets`: those of the stack that is to believe the tokens. `points`: what they are given.
 */
export async function platformUser(
  table: Table,
  secrets: { JWT_SECRET?: string },
  username = `user_${randomBytes(6).toString('hex')}`,
  points = 0,
) {
  const giftsAt = async () => (points > 0 ? [{ amount: points, cause: 'test', description: '积分赠送' }] : []);
  const parts = {
    users: dynamoUsers(table, withRegistration),
    passwords: { hash },
    newReferralCode: () => referralCode(randomBytes(6)),
    clock: Date.now,
    giftsAt,
  };
  const { id: account, number: id } = await register(parts, { username, email: `${username}@example.com`, password: PASSWORD });
  const tokens = platformTokens('local', async () => secrets.JWT_SECRET);
  const { access: token, refresh } = await tokens.issue(newSession(account, newOperation(Date.now())));
  return { account, id, username, token, refresh } satisfies PlatformUser;
}

/** Gives points to an account that has none, as its first entry. */
export async function giveTo(table: Table, username: string, points: number): Promise<void> {
  const { account } = (await getItem<{ account: string }>(table, keys.username(username)))!;
  await putItem(
    table,
    entryItem(account, { sequence: 1, kind: 'bonus', amount: points, balanceAfter: points, cause: 'test', description: '积分赠送', at: 1 }),
  );
  await updateItem(table, keys.account(account), {
    update: 'SET points = :points, #sequence = :one',
    names: { '#sequence': 'sequence' },
    values: { ':points': points, ':one': 1 },
  });
}
