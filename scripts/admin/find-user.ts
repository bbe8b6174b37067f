import type { Table } from '#shared/adapters/dynamo/table.ts';
import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { UsageError } from '../operator/command.ts';

/** The account of a username, whatever its case. */
export async function findUser(table: Table, username: string): Promise<{ account: string; username: string }> {
  const users = dynamoUsers(table);
  const known = await users.credentials(username);
  const user = known && (await users.byId(known.account));
  if (!user) throw new UsageError(`Nobody is called ${username}. They register first, like everybody: POST /api/v1/auth/register`);
  return { account: user.id, username: user.username };
}
