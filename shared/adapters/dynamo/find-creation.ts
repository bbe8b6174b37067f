import type { Creations } from '../../domain/creations/ports.ts';
import type { Creation } from '../../domain/creations/types.ts';
import { getItem } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** For who only looks: how creations are listed and deleted is much of a bundle. */
export const dynamoFindCreation = (table: Table): Pick<Creations, 'find'> => ({
  find: (account, id) => getItem<Creation>(table, keys.creation(account, id)),
});
