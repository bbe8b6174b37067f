import type { Catalogue } from '../../domain/catalogue/ports.ts';
import { FIRST_OWN_ID, type OfferedModel } from '../../domain/catalogue/types.ts';
import { nextNumber } from './counter.ts';
import { deleteItem, getItem, putItem, queryItems } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** All that are stored; by itself, so that who only lists them carries nothing else. */
export const storedModels = (table: Table): Promise<OfferedModel[]> =>
  queryItems<OfferedModel>(table, 'pk = :pk', { ':pk': keys.model(0).pk });

/** All models lie together: there are few, and whoever needs one needs those that stand in for it. */
export function dynamoCatalogue(table: Table): Catalogue {
  return {
    stored: () => storedModels(table),
    find: (id) => getItem<OfferedModel>(table, keys.model(id)),
    nextId: async () => FIRST_OWN_ID - 1 + (await nextNumber(table, 'models')),
    put: async (model) => {
      await putItem(table, { ...keys.model(model.id), ...model });
    },
    remove: (id) => deleteItem(table, keys.model(id)),
  };
}
