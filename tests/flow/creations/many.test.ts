import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Dynamo, startDynamo } from '#local/aws/dynamo.ts';
import { randomNumbers, shuffled } from '#proof/faults/random.ts';
import { type Block, emptyHead, withOneMore } from '#shared/adapters/dynamo/creation-block.ts';
import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { type Item, toRaw } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { type CreationType, creationTypes } from '#shared/domain/creations/types.ts';
import { inAll } from '#tests/support/meter/counts.ts';
import { type Meter, startMeter } from '#tests/support/meter/index.ts';
import { trials } from '#tests/support/trials.ts';

const SEED = process.env.SEED ?? '20260122';
const MANY = trials(10_000, 2_100);
/** Read units of all blocks: half a KB for each 1,024. */
const BLOCKS = trials(2, 1);
const DELETED = trials(2000, 200);
const ACCOUNT = 'u_1';
const NAME = 'darkroom-test';
const BATCH = 25;

let dynamo: Dynamo;
let meter: Meter;
/** Past the meter, and through it. */
let table: Table;
let metered: Table;
/** What is there, by id. */
const there = new Map<number, CreationType>();

beforeAll(async () => {
  dynamo = await startDynamo(NAME, 'us-east-1');
  meter = await startMeter({ upstream: dynamo.endpoint });
  const at = (endpoint: string) =>
    new DynamoDBClient({ region: 'us-east-1', endpoint, credentials: { accessKeyId: dynamo.accessKeyId, secretAccessKey: 'local' } });
  [table, metered] = [dynamo.endpoint, meter.url].map((endpoint) => ({ name: NAME, client: at(endpoint) })) as [Table, Table];
  await fill();
}, 120_000);
afterAll(async () => {
  await meter.close();
  await dynamo.close();
});

/** The records and blocks that as many finished jobs leave, written in batches. Each record is as large as one of a long text: its first 300 characters. */
async function fill(): Promise<void> {
  const draw = randomNumbers(SEED);
  const blocks: Block[] = [];
  let head = emptyHead;
  const items: Item[] = [];
  for (let made = 0; made < MANY; made++) {
    const type = creationTypes[draw(creationTypes.length)]!;
    const place = withOneMore(head, type);
    const { id, full } = place;
    if (full) blocks.push(full);
    head = place.head;
    there.set(id, type);
    items.push({ ...keys.creation(ACCOUNT, id), id, account: ACCOUNT, type, title: `第${id}个`, content: '长'.repeat(300), createdAt: id });
  }
  items.push(
    { ...keys.creationHead(ACCOUNT), ...head },
    ...blocks.map((block) => ({ ...keys.creationBlock(ACCOUNT, block.number), ...block })),
  );
  for (let at = 0; at < items.length; at += BATCH) {
    const batch = items.slice(at, at + BATCH).map((item) => ({ PutRequest: { Item: toRaw(item) } }));
    await table.client.send(new BatchWriteItemCommand({ RequestItems: { [NAME]: batch } }));
  }
}

/** A page through the meter, and what it took. */
async function page(number: number, size: number, type?: CreationType) {
  meter.take();
  const { creations, total } = await dynamoCreations(metered).list(ACCOUNT, { page: number, size, ...(type && { type }) });
  const counts = meter.take();
  const asked = Object.values(counts.operations).reduce((sum, { roundTrips }) => sum + roundTrips, 0);
  return { ids: creations.map(({ id }) => id), total, asked, units: inAll(counts) };
}

/** Looks at the first, the last and some pages between: what they show, and that each costs the same, the newest of all less. Answers what they cost. */
async function expectPages(size: number, type?: CreationType) {
  const ids = [...there].flatMap(([id, own]) => (type === undefined || own === type ? id : [])).sort((a, b) => b - a);
  const pages = Math.floor(ids.length / size);
  const costs = new Set<number>();
  let newest: number | undefined;
  for (const number of [1, 2, Math.ceil(pages / 3), Math.ceil(pages / 2), pages - 1, pages]) {
    const { asked, units, ...shown } = await page(number, size, type);
    expect(shown, `page ${number} of ${size}`).toEqual({ ids: ids.slice((number - 1) * size, number * size), total: ids.length });
    const isNewest = number === 1 && type === undefined;
    expect(asked, `page ${number} of ${size}`).toBe(isNewest ? 1 : 2);
    if (isNewest) newest = units;
    else costs.add(units);
  }
  expect((await page(pages + 2, size, type)).ids).toEqual([]);
  expect(costs.size, 'any other page costs the same').toBe(1);
  return { newest, other: [...costs][0] };
}

test(`${MANY} creations: the newest are one query, any other page is two and costs the same; totals stay exact after deletes (seed ${SEED})`, async () => {
  await expectPages(20);
  const creations = dynamoCreations(table);
  for (const id of shuffled([...there.keys()], SEED).slice(0, DELETED)) {
    expect(await creations.remove(ACCOUNT, id)).toMatchObject({ id });
    there.delete(id);
  }
  const costs = [await expectPages(20), await expectPages(100), await expectPages(20, 'image')];
  // The page's records by the 4 KB, beside all blocks; of one type each record by itself.
  expect(costs.map(({ other }) => other)).toEqual([BLOCKS + 5, BLOCKS + 25, BLOCKS + 20]);
  // Beside the head, which is less than a KB.
  expect(costs.map(({ newest = 0 }, at) => newest <= [6, 26, 0][at]!)).toEqual([true, true, true]);
}, 300_000);
