import type { Failures, Rests } from '../../domain/catalogue/rests.ts';
import { deleteItem, putItem, queryItems } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** How long after its last failure DynamoDB may remove a record. Seconds. */
const KEPT_SECONDS = 86_400;

/** In a partition of their own, so that whoever notes a failure can't change a model. */
export function dynamoRests(table: Table): Rests {
  return {
    all: () => queryItems<Failures>(table, 'pk = :pk', { ':pk': keys.rest(0).pk }),
    note: async (failed, seen) => {
      const item = { ...keys.rest(failed.model), ...failed, expiresAt: Math.floor(failed.at / 1000) + KEPT_SECONDS };
      const unchanged = seen
        ? { condition: '#at = :seen', names: { '#at': 'at' }, values: { ':seen': seen.at } }
        : { condition: 'attribute_not_exists(pk)' };
      await putItem(table, item, unchanged);
    },
    clear: (model) => deleteItem(table, keys.rest(model)),
  };
}
