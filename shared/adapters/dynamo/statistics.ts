import { add, type Counts, noCounts, sum } from '../../domain/statistics/counts.ts';
import type { Statistics, StatisticsRollup } from '../../domain/statistics/ports.ts';
import { putItem, queryAll, queryItems } from './items.ts';
import { keys } from './keys.ts';
import { shards } from './statistics-counters.ts';
import type { Table } from './table.ts';

/** What was counted on one day, in one place or in all. */
type CountsOfDay = Partial<Counts> & { sk: string };
/** Sums through one day. */
type Totals = Counts & { sk: string };

/** Sorts before every day. */
const BEFORE_ALL = '0';

/**
 * Sums through the days long past are written down, one item for each; only the days since are summed up from their counters.
 * So a question costs a few small queries, whatever it asks.
 */
export function dynamoStatistics(table: Table): Statistics & StatisticsRollup {
  return {
    through: async (earlier, later) => {
      const [before, base] = await Promise.all([latestTotals(table, earlier), latestTotals(table, later)]);
      const since = base?.sk ?? BEFORE_ALL;
      const days = since < later ? await countsBetween(table, since, later) : [];
      const upTo = (totals: Totals | undefined, day: string) =>
        sum([totals ?? {}, ...days.filter(({ sk }) => sk > (totals?.sk ?? BEFORE_ALL) && sk <= day)]);
      return { earlier: upTo(before, earlier), later: upTo(base, later) };
    },
    rollUp: async (day) => {
      const last = await latestTotals(table, day);
      if (last?.sk === day) return 0;
      const days = Map.groupBy(await countsBetween(table, last?.sk ?? BEFORE_ALL, day), ({ sk }) => sk);
      // The last day too where nothing was counted on it: so the next one who asks sees at once that it is done.
      const open = [...new Set([...days.keys(), day])].sort();
      const running = sum([last ?? {}]);
      for (const each of open) {
        for (const counts of days.get(each) ?? []) add(running, counts);
        await putItem(table, { ...keys.totals(each), ...running }, { condition: 'attribute_not_exists(pk)' });
      }
      return open.length;
    },
  };
}

/** The sums of the last day up to `day` that has them; on the days since, nothing was counted or nobody has summed it up yet. */
async function latestTotals(table: Table, day: string): Promise<Totals | undefined> {
  const values = { ':pk': keys.totals(day).pk, ':day': day };
  const [totals] = await queryItems<Totals>(table, 'pk = :pk AND sk <= :day', values, { ScanIndexForward: false, Limit: 1 });
  return totals && { ...noCounts(), ...totals };
}

/** From every place, the days after `after` through `through`. */
async function countsBetween(table: Table, after: string, through: string): Promise<CountsOfDay[]> {
  const ofShard = (shard: number) =>
    queryAll<CountsOfDay>(table, 'pk = :pk AND sk BETWEEN :after AND :through', {
      ':pk': keys.counts(shard, '').pk,
      ':after': `${after}#`,
      ':through': through,
    });
  return (await Promise.all(shards.map(ofShard))).flat();
}
