import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import type { RoleHolder, Roles } from '../../domain/users/ports.ts';
import { getItem, putItem, queryItems, toRaw } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** An item for each account that has a role, so that granting, revoking and asking are one write or read, and all holders one query. */
export const dynamoRoles = (table: Table): Roles => ({
  has: async (account, role) => (await getItem(table, keys.role(role, account))) !== undefined,
  grant: async (holder, role) => {
    await putItem(table, { ...keys.role(role, holder.account), ...holder });
  },
  revoke: async (account, role) => {
    await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: toRaw(keys.role(role, account)) }));
  },
  holders: (role) => queryItems<RoleHolder>(table, 'pk = :pk', { ':pk': keys.role(role, '').pk }),
});
