import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Dynamo, startDynamo } from '#local/aws/dynamo.ts';
import { type Meter, startMeter } from '#tests/support/meter/index.ts';
import { itemBytes, type RawItem } from '#tests/support/meter/size.ts';

const table = { TableName: 'meter-test' };
let dynamo: Dynamo;
let meter: Meter;
let client: DynamoDBClient;

beforeAll(async () => {
  dynamo = await startDynamo(table.TableName, 'us-east-1');
  meter = await startMeter({ upstream: dynamo.endpoint });
  const credentials = { accessKeyId: dynamo.accessKeyId, secretAccessKey: 'local' };
  client = new DynamoDBClient({ endpoint: meter.url, region: 'us-east-1', credentials, maxAttempts: 3 });
});
afterAll(async () => {
  client?.destroy();
  await meter?.close();
  await dynamo?.close();
});
afterEach(() => {
  meter.faults.clear();
  meter.take();
});

/** An item of exactly this many bytes: pk (2 + 1), sk (2 + its length), v (1 + the rest), and what `more` has. */
function item(bytes: number, sk: string, more: RawItem = {}): RawItem {
  const frame = { pk: { S: 'p' }, sk: { S: sk }, v: { S: '' }, ...more };
  return { ...frame, v: { S: 'x'.repeat(bytes - itemBytes(frame)) } };
}

const keyOf = (sk: string) => ({ pk: { S: 'p' }, sk: { S: sk } });
const put = (bytes: number, sk: string, more?: RawItem) => client.send(new PutItemCommand({ ...table, Item: item(bytes, sk, more) }));
const due = (at: string) => ({ duePk: { S: 'DUE#1' }, dueAt: { N: at } });

async function costOf(work: () => Promise<unknown>): Promise<[read: number, write: number, index: number]> {
  meter.take();
  await work();
  const { readUnits, writeUnits, indexUnits } = meter.take();
  return [readUnits, writeUnits, indexUnits];
}

describe('writes', () => {
  test.each([
    [10, 1],
    [1024, 1],
    [1025, 2],
    [2048, 2],
    [3000, 3],
  ])('an item of %i bytes costs %i units, and twice that in a transaction', async (bytes, units) => {
    expect(await costOf(() => put(Math.max(bytes, 10), `w${bytes}`))).toEqual([0, units, 0]);
    const write = { Put: { ...table, Item: item(bytes, `t${bytes}`) } };
    expect(await costOf(() => client.send(new TransactWriteItemsCommand({ TransactItems: [write] })))).toEqual([0, 2 * units, 0]);
  });

  test('the larger of before and after counts, in updates and deletes too', async () => {
    await put(3000, 'large');
    expect(await costOf(() => put(100, 'large'))).toEqual([0, 3, 0]);
    await put(3000, 'large');
    const shrink = { ...table, Key: keyOf('large'), UpdateExpression: 'REMOVE v' };
    expect(await costOf(() => client.send(new UpdateItemCommand(shrink)))).toEqual([0, 3, 0]);
    await put(3000, 'large');
    const remove = { Delete: { ...table, Key: keyOf('large') } };
    expect(await costOf(() => client.send(new TransactWriteItemsCommand({ TransactItems: [remove] })))).toEqual([0, 6, 0]);
    expect(await costOf(() => client.send(new DeleteItemCommand({ ...table, Key: keyOf('large') })))).toEqual([0, 1, 0]);
  });

  test('in a transaction each item counts, of equal cost too, and its place in the index', async () => {
    await put(500, 'equal3', due('3'));
    const writes = [
      { Put: { ...table, Item: item(500, 'equal1') } },
      { Put: { ...table, Item: item(500, 'equal2', due('1')) } },
      { Update: { ...table, Key: keyOf('equal3'), UpdateExpression: 'REMOVE duePk, dueAt' } },
    ];
    expect(await costOf(() => client.send(new TransactWriteItemsCommand({ TransactItems: writes })))).toEqual([0, 6, 4]);
  });

  test('a condition check in a transaction costs what a write would', async () => {
    await put(3000, 'checked');
    const check = { ConditionCheck: { ...table, Key: keyOf('checked'), ConditionExpression: 'attribute_exists(pk)' } };
    const write = { Put: { ...table, Item: item(1024, 'beside') } };
    expect(await costOf(() => client.send(new TransactWriteItemsCommand({ TransactItems: [check] })))).toEqual([0, 6, 0]);
    expect(await costOf(() => client.send(new TransactWriteItemsCommand({ TransactItems: [check, write] })))).toEqual([0, 8, 0]);
  });

  test('a failed condition costs the item that is there, in a transaction twice every item', async () => {
    await put(2500, 'taken');
    const refused = {
      ...table,
      Item: item(50, 'taken'),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    };
    expect(await costOf(() => client.send(new PutItemCommand(refused)).catch(() => {}))).toEqual([0, 3, 0]);
    const writes = [{ Put: refused }, { Put: { ...table, Item: item(1025, 'other') } }];
    expect(await costOf(() => client.send(new TransactWriteItemsCommand({ TransactItems: writes })).catch(() => {}))).toEqual([
      0,
      2 * 3 + 2 * 2,
      0,
    ]);
  });

  test('the index costs when its keys are put (1), changed (2) or removed (1), and nothing when they stay', async () => {
    const change = (UpdateExpression: string) =>
      client.send(
        new UpdateItemCommand({
          ...table,
          Key: keyOf('due'),
          UpdateExpression,
          ...(UpdateExpression.startsWith('SET') && { ExpressionAttributeValues: { ':n': { N: '7' } } }),
        }),
      );
    expect(await costOf(() => put(100, 'due', due('1')))).toEqual([0, 1, 1]);
    expect(await costOf(() => change('SET w = :n'))).toEqual([0, 1, 0]);
    expect(await costOf(() => change('SET dueAt = :n'))).toEqual([0, 1, 2]);
    expect(await costOf(() => change('REMOVE duePk, dueAt'))).toEqual([0, 1, 1]);
  });
});

describe('reads', () => {
  test.each([
    [4096, 1],
    [4097, 2],
  ])('an item of %i bytes costs %i consistently, half that eventually, twice that in a transaction', async (bytes, units) => {
    const sk = `r${bytes}`;
    await put(bytes, sk);
    const get = (ConsistentRead: boolean) => client.send(new GetItemCommand({ ...table, Key: keyOf(sk), ConsistentRead }));
    expect(await costOf(() => get(true))).toEqual([units, 0, 0]);
    expect(await costOf(() => get(false))).toEqual([units / 2, 0, 0]);
    const both = new TransactGetItemsCommand({ TransactItems: [{ Get: { ...table, Key: keyOf(sk) } }] });
    expect(await costOf(() => client.send(both))).toEqual([2 * units, 0, 0]);
  });

  test('each item of a batch costs what it would by itself', async () => {
    await Promise.all([put(3000, 'b1'), put(5000, 'b2')]);
    const Keys = ['b1', 'b2', 'b-none'].map(keyOf);
    const batch = (ConsistentRead: boolean) =>
      client.send(new BatchGetItemCommand({ RequestItems: { [table.TableName]: { Keys, ConsistentRead } } }));
    expect(await costOf(() => batch(true))).toEqual([3, 0, 0]);
    expect(await costOf(() => batch(false))).toEqual([1.5, 0, 0]);
  });

  test('a query costs the sum of what it reads, and at least what one item would', async () => {
    await Promise.all([put(3000, 'q1'), put(3000, 'q2'), put(3000, 'q3')]);
    const query = (prefix: string, ConsistentRead: boolean) =>
      client.send(
        new QueryCommand({
          ...table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': { S: 'p' }, ':prefix': { S: prefix } },
          ConsistentRead,
        }),
      );
    expect(await costOf(() => query('q', true))).toEqual([3, 0, 0]);
    expect(await costOf(() => query('q', false))).toEqual([1.5, 0, 0]);
    expect(await costOf(() => query('none', true))).toEqual([1, 0, 0]);
    expect(await costOf(() => query('none', false))).toEqual([0.5, 0, 0]);
  });
});

test.each<[string, RawItem, number]>([
  ['texts in UTF-8', { a: { S: '照片' } }, 7],
  ['numbers by pairs of digits', { a: { N: '1736250123456' }, b: { N: '100' }, c: { N: '-12.5' }, d: { N: '0' } }, 9 + 3 + 5 + 2],
  ['maps and lists', { a: { M: { b: { S: 'c' } } }, d: { L: [{ S: 'e' }, { BOOL: true }] } }, 1 + 3 + 3 + 1 + 3 + 4],
  ['nothing', { a: { NULL: true } }, 2],
])('our sizes are those of DynamoDB: %s', async (_, more, bytes) => {
  expect(itemBytes(more)).toBe(bytes);
  expect(await costOf(() => put(1024, 'size', more))).toEqual([0, 1, 0]);
  expect(await costOf(() => put(1025, 'size', more))).toEqual([0, 2, 0]);
  await client.send(new DeleteItemCommand({ ...table, Key: keyOf('size') }));
});

describe('faults', () => {
  const add = () =>
    client.send(
      new UpdateItemCommand({
        ...table,
        Key: keyOf('counter'),
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
        ReturnValues: 'ALL_NEW',
      }),
    );
  const counter = async () => Number((await add()).Attributes?.n?.N);

  test('a lost answer is one to a write that was done: a plain retry does it again', async () => {
    const before = await counter();
    meter.faults.at({ fault: 'lose-answer', operation: 'UpdateItem' });
    expect(await counter()).toBe(before + 2);
  });

  test('a throttled and a failed call did nothing, and the client asks again', async () => {
    const before = await counter();
    meter.take();
    meter.faults.at({ fault: 'throttle' });
    meter.faults.at({ fault: 'fail-before', nth: 2 });
    expect(await counter()).toBe(before + 1);
    expect(meter.take()).toMatchObject({ roundTrips: 3, writeUnits: 1 });
  });

  test('a conflict has the name that a single write and a transaction give it', async () => {
    meter.faults.at({ fault: 'conflict', times: 2 });
    await expect(add()).rejects.toMatchObject({ name: 'TransactionConflictException' });
    const writes = [{ Put: { ...table, Item: item(20, 'c1') } }, { Put: { ...table, Item: item(20, 'c2') } }];
    await expect(client.send(new TransactWriteItemsCommand({ TransactItems: writes }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
    });
  });

  test('a stall takes its time', async () => {
    meter.faults.at({ fault: 'stall', ms: 120 });
    const began = performance.now();
    await add();
    expect(performance.now() - began).toBeGreaterThanOrEqual(120);
  });

  test('the same seed strikes the same calls', async () => {
    const struckBy = async (seed: number) => {
      meter.faults.clear();
      meter.faults.byChance({ rate: 0.5, seed, faults: ['throttle', 'conflict', 'stall'], ms: 1 });
      for (let call = 0; call < 12; call++) meter.faults.next('UpdateItem');
      return meter.faults.struck.map(({ fault }) => fault).join();
    };
    const first = await struckBy(7);
    expect(await struckBy(7)).toBe(first);
    expect(await struckBy(8)).not.toBe(first);
    expect(first).toContain('throttle');
  });
});
