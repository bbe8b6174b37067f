import type { RoleHolder, Roles } from '../../domain/users/ports.ts';
import { deleteItem, getItem, putItem, queryItems } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** An item for each account that has a role, so that granting, revoking and asking are one write or read, and all holders one query. */
export const dynamoRoles = (table: Table): Roles => ({
  has: async (account, role) => (await getItem(table, keys.role(role, account))) !== undefined,
  grant: async (holder, role) => {
    await putItem(table, { ...keys.role(role, holder.account), ...holder });
  },
  revoke: async (account, role) => {
    await deleteItem(table, keys.role(role, account));
  },
  holders: (role) => queryItems<RoleHolder>(table, 'pk = :pk', { ':pk': keys.role(role, '').pk }),
});
