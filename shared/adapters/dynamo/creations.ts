import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Creations } from '../../domain/creations/ports.ts';
import type { Creation, NewCreation } from '../../domain/creations/types.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { placeWrites, readHead, readIds, readNewest, removalWrites } from './creation-index.ts';
import { dynamoFindCreation } from './find-creation.ts';
import { getItem, getItems, queryItems, updateItem } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { insert, remove, transact } from './transaction.ts';

export function dynamoCreations(table: Table): Creations {
  return {
    ...dynamoFindCreation(table),
    list: async (account, { page, size, type }) => {
      const newest = page === 1 && type === undefined ? await readNewest(table, account, size) : undefined;
      if (newest) return newest;
      const ids = await readIds(table, account, type);
      const wanted = ids.slice((page - 1) * size, page * size);
      const creations = wanted.length === 0 ? [] : await (type === undefined ? between : each)(table, account, wanted);
      return { creations, total: ids.length };
    },
    edit: async (account, id, change, now) => {
      const { content, title } = change;
      const names = { title, content, ...('contentKey' in change && { contentKey: change.contentKey }), updatedAt: now };
      const set = Object.entries(names).filter(([, value]) => value !== undefined);
      const gone = 'contentKey' in change && change.contentKey === undefined ? ' REMOVE contentKey' : '';
      const written = await updateItem<Creation>(table, keys.creation(account, id), {
        update: `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}${gone}`,
        condition: 'attribute_exists(pk)',
        names: Object.fromEntries(set.map(([name]) => [`#${name}`, name])),
        values: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
      });
      return written.ok ? written.item : undefined;
    },
    remove: (account, id) => removeCreation(table, account, id),
  };
}

/** Nothing but creations of the page lies between its first and its last: what was deleted is not there to be read. */
const between = (table: Table, account: string, ids: readonly number[]): Promise<Creation[]> => {
  const { pk, sk: from } = keys.creation(account, ids.at(-1)!);
  const values = { ':pk': pk, ':from': from, ':to': keys.creation(account, ids[0]!).sk };
  return queryItems<Creation>(table, 'pk = :pk AND sk BETWEEN :from AND :to', values, { ScanIndexForward: false });
};

/** Each by its key: among creations of one type lie any number of others. One that was deleted meanwhile is left out. */
async function each(table: Table, account: string, ids: readonly number[]): Promise<Creation[]> {
  const items = await getItems<Creation>(
    table,
    ids.map((id) => keys.creation(account, id)),
  );
  const found = new Map(items.map((creation) => [creation.id, creation]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** The writes that give an account a creation, and the id it then has. They lose to any other creation that is made or deleted meanwhile. */
export async function creationWrites(
  table: Table,
  { account, job, at, creation }: { account: string; job: string; at: number; creation: NewCreation },
): Promise<{ id: number; writes: TransactWriteItem[] }> {
  const { id, writes } = await placeWrites(table, account, creation.type);
  const item: Creation = { ...creation, id, account, job, createdAt: at, updatedAt: at };
  return { id, writes: [insert(table, { ...keys.creation(account, id), ...item }), ...writes] };
}

function removeCreation(table: Table, account: string, id: number): Promise<Creation | undefined> {
  return untilSettled(async () => {
    const key = keys.creation(account, id);
    const [creation, head] = await Promise.all([getItem<Creation>(table, key), readHead(table, account)]);
    if (!creation) return undefined;
    const refused = await transact(table, [remove(table, key), ...(await removalWrites(table, creation, head))]);
    if (refused === undefined) return creation;
    return refused !== AGAIN && refused[0]!.failed ? undefined : AGAIN;
  });
}
