import { dynamoLimits } from '#shared/adapters/dynamo/limits.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { readUser } from '#shared/adapters/dynamo/user-record.ts';
import type { Endpoint } from '#shared/contract/endpoint.ts';
import { platformPolicies } from '#shared/domain/limits/policies.ts';
import { membershipAt } from '#shared/domain/users/membership.ts';
import type { Call } from '#shared/http/call.ts';

/** Counts calls as the document limits the contract's class: by account, by address before login. Members generate as they like. */
export function limitOf(table: Table, { rate }: Pick<Endpoint, 'rate'>): (call: Call) => Promise<void> {
  const count = dynamoLimits(table);
  const isMember = membersOf(table);
  return async ({ account, address, operation: { at } }) => {
    if (rate === 'none' || (rate === 'generate' && (await isMember(account, at)))) return;
    await count(platformPolicies[rate], account || address, at);
  };
}

/** Whether an account is a member's. */
export const membersOf =
  (table: Table) =>
  async (account: string, now: number): Promise<boolean> => {
    const user = await readUser(table, account);
    return user !== undefined && membershipAt(user, now) !== undefined;
  };
