import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { startDynamo } from '#local/aws/dynamo.ts';
import type { AccountRecord } from '#shared/adapters/dynamo/account-record.ts';
import { dynamoAccounts } from '#shared/adapters/dynamo/accounts.ts';
import { getItem, updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Job, JobKind } from '#shared/domain/jobs/types.ts';
import { newOperation, sortableId } from '#shared/kernel/ids.ts';

export interface TestTable {
  table: Table;
  /** Another client of the same table, to put faults into. */
  client(): DynamoDBClient;
  close(): Promise<void>;
}

const RETRY_MS = 5;

/** A real table on DynamoDB Local. */
export async function startTable(): Promise<TestTable> {
  const name = 'darkroom-test';
  const dynamo = await startDynamo(name, 'us-east-1');
  const client = () =>
    new DynamoDBClient({
      region: 'us-east-1',
      endpoint: dynamo.endpoint,
      credentials: { accessKeyId: dynamo.accessKeyId, secretAccessKey: 'local' },
      // As often as on AWS, but here nobody is helped by waiting.
      retryStrategy: new ConfiguredRetryStrategy(4, RETRY_MS),
    });
  return { table: { name, client: client() }, client, close: () => dynamo.close() };
}

/** An account with this many points: its bonus of 100, less or more. */
export async function accountWith(table: Table, points: number): Promise<string> {
  const operation = newOperation(Date.now());
  const id = sortableId('user', operation);
  await dynamoAccounts(table).create({
    id,
    openid: `o${operation.random}`,
    nickname: '',
    avatar: '',
    points: 100,
    createdAt: operation.at,
  });
  await updateItem(table, keys.account(id), { update: 'SET points = :points', values: { ':points': points } });
  await updateItem(table, keys.entry(id, 1), { update: 'SET amount = :points, balanceAfter = :points', values: { ':points': points } });
  return id;
}

export async function recordOf(table: Table, account: string): Promise<AccountRecord> {
  return (await getItem<AccountRecord>(table, keys.account(account)))!;
}

/** A job that nothing has happened to yet. */
export function newTestJob(account: string, cost: number, kind: JobKind = 'restore_photo'): Job {
  const operation = newOperation(Date.now());
  return {
    id: sortableId('req', operation),
    account,
    kind,
    state: 'queued',
    cost,
    original: `upload_${operation.random}.jpg`,
    output: `restored_${operation.random}.jpg`,
    createdAt: operation.at,
    deadline: operation.at + 300_000,
    attempts: 0,
  };
}
