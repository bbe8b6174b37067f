import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

export type Item = Record<string, unknown> & { pk: string; sk: string };

/** Everything in the table. */
export async function itemsOf(client: DynamoDBClient, table: string): Promise<Item[]> {
  const items: Item[] = [];
  let from: Record<string, never> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    items.push(...Items.map((item) => unmarshall(item) as Item));
    from = LastEvaluatedKey as typeof from;
  } while (from);
  return items;
}

/** What in the accounts doesn't add up: available + held = Σ entries, held = Σ holds, nothing negative. */
export function discrepancies(items: readonly Item[]): string[] {
  const entries = Map.groupBy(
    items.filter(({ sk }) => sk.startsWith('ENTRY#')),
    ({ pk }) => pk,
  );
  return items
    .filter(({ sk }) => sk === 'ACCOUNT')
    .flatMap((account) => {
      const { pk, points, held, holds = {} } = account as Item & { points: number; held: number; holds?: Record<string, number> };
      const earned = sum((entries.get(pk) ?? []).map(({ amount }) => amount as number));
      return [
        ...(points + held === earned ? [] : [`${pk}: ${points} available + ${held} held, but its entries make ${earned}`]),
        ...(sum(Object.values(holds)) === held ? [] : [`${pk}: ${held} held, but its holds make ${sum(Object.values(holds))}`]),
        ...(points < 0 || held < 0 ? [`${pk}: ${points} available, ${held} held`] : []),
      ];
    });
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
