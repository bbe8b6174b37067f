import type { Binding, Bindings } from '../../domain/publishing/ports.ts';
import { getItem, putItem, queryItems } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

export function dynamoBindings(table: Table): Bindings {
  return {
    of: (account) => {
      const values = { ':pk': keys.account(account).pk, ':sk': 'BINDING#' };
      return queryItems<Binding>(table, 'pk = :pk AND begins_with(sk, :sk)', values);
    },
    find: (account, platform) => getItem<Binding>(table, keys.binding(account, platform)),
    put: async (binding) => {
      await putItem(table, { ...keys.binding(binding.account, binding.platform), ...binding });
    },
  };
}
