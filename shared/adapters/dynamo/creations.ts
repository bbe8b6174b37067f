import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Creations } from '../../domain/creations/ports.ts';
import type { Creation, NewCreation } from '../../domain/creations/types.ts';
import { AGAIN, untilSettled } from './conflicts.ts';
import { type Block, blockItem, blockNumberOf, idsOf, nextPlace, withId, withoutId } from './creation-block.ts';
import { dynamoFindCreation } from './find-creation.ts';
import { getItem, getItems, queryItems, updateItem } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { insert, put, remove, transact } from './transaction.ts';

export function dynamoCreations(table: Table): Creations {
  return {
    ...dynamoFindCreation(table),
    list: async (account, { page, size, type }) => {
      const ids = idsOf(await blocksOf(table, account), type);
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

const blocksOf = (table: Table, account: string): Promise<Block[]> =>
  queryItems<Block>(table, 'pk = :pk AND begins_with(sk, :sk)', { ':pk': keys.account(account).pk, ':sk': 'CREATIONS#' });

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
  const [newest] = await queryItems<Block>(
    table,
    'pk = :pk AND begins_with(sk, :sk)',
    { ':pk': keys.account(account).pk, ':sk': 'CREATIONS#' },
    { ScanIndexForward: false, Limit: 1 },
  );
  const { block, id } = nextPlace(newest);
  const item: Creation = { ...creation, id, account, job, createdAt: at, updatedAt: at };
  return {
    id,
    writes: [
      insert(table, { ...keys.creation(account, id), ...item }),
      blockWrite(table, account, block, withId(block, id, creation.type)),
    ],
  };
}

/** Writes a block, unless somebody else has changed it since it was read. */
const blockWrite = (table: Table, account: string, before: Block, after: Block): TransactWriteItem =>
  put(table, blockItem(account, after), {
    condition: before.version === 0 ? 'attribute_not_exists(pk)' : 'version = :seen',
    ...(before.version > 0 && { values: { ':seen': before.version } }),
  });

function removeCreation(table: Table, account: string, id: number): Promise<Creation | undefined> {
  return untilSettled(async () => {
    const [creation, block] = await Promise.all([
      getItem<Creation>(table, keys.creation(account, id)),
      getItem<Block>(table, keys.creationBlock(account, blockNumberOf(id))),
    ]);
    if (!creation || !block) return undefined;
    const refused = await transact(table, [
      remove(table, keys.creation(account, id)),
      blockWrite(table, account, block, withoutId(block, id, creation.type)),
    ]);
    if (refused === undefined) return creation;
    return refused !== AGAIN && refused[0]!.failed ? undefined : AGAIN;
  });
}
