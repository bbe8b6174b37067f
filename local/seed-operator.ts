import { randomBytes } from 'node:crypto';
import { withRegistration } from '#shared/adapters/dynamo/registration.ts';
import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { scryptPasswords } from '#shared/adapters/scrypt/passwords.ts';
import { referralCode } from '#shared/domain/users/names.ts';
import type { PasswordHash } from '#shared/domain/users/ports.ts';
import { register } from '#shared/domain/users/register.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { OPERATOR } from './operator.ts';

/** What takes time and needs no table: begin with it while that starts. */
export const hashOperator = (): Promise<PasswordHash> => scryptPasswords.hash(OPERATOR.password);

/** A user as any other, who has the role. */
export async function seedOperator(table: Table, password: PasswordHash): Promise<void> {
  const parts = {
    users: dynamoUsers(table, withRegistration),
    passwords: { hash: async () => password },
    newReferralCode: () => referralCode(randomBytes(6)),
    clock: systemClock,
  };
  const { id: account, username, createdAt: since } = await register(parts, OPERATOR);
  await dynamoRoles(table).grant({ account, username, since }, 'admin');
}
