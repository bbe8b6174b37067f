import type { Connections } from '../../domain/live/ports.ts';
import { deleteItem, type Key, putItem, queryItems } from './items.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** An account's connections in the index of what is due, by when they are over. The sweeper reads other partitions of it. */
const listOf = (account: string): string => `LIVE#${account}`;
const PREFIX = keys.connection('').pk;

/** One item for each connection: it is found by its id when it ends, and through the index by its account. */
export function dynamoConnections(table: Table): Connections {
  return {
    open: async ({ id, account, until }) => {
      await putItem(table, { ...keys.connection(id), account, duePk: listOf(account), dueAt: until, expiresAt: Math.ceil(until / 1000) });
    },
    forget: (id) => deleteItem(table, keys.connection(id)),
    of: async (account, now, most) => {
      const options = { IndexName: 'due', Limit: most, ScanIndexForward: false, ConsistentRead: false };
      const found = await queryItems<Key & { dueAt: number }>(
        table,
        'duePk = :pk AND dueAt > :now',
        { ':pk': listOf(account), ':now': now },
        options,
      );
      return found.map(({ pk, dueAt }) => ({ id: pk.slice(PREFIX.length), until: dueAt }));
    },
  };
}
