import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamo } from '#local/aws/dynamo.ts';
import { dynamoAccounts } from '#shared/adapters/dynamo/accounts.ts';
import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { type SubmitParts, submitJob } from '#shared/domain/jobs/submit.ts';
import { prices } from '#shared/domain/points/prices.ts';
import { newOperation, stampedId } from '#shared/kernel/ids.ts';
import type { Figure, Report, Run } from '../scenario.ts';
import { rounded } from '../statistics.ts';

const SECONDS = { quick: 3, full: 10 };
/** Spends under way at the same time. */
const AT_ONCE = 16;
const MANY_ACCOUNTS = 100;
const POINTS = 10_000_000;
const TABLE = 'darkroom-bench';
const REGION = 'us-east-1';

/** Submits and settles restorations with our own rules and adapters, without pictures and queue, as fast as they go. */
export async function run({ full, progress }: Run): Promise<Report> {
  const dynamo = await startDynamo(TABLE, REGION);
  const credentials = { accessKeyId: dynamo.accessKeyId, secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: dynamo.endpoint, region: REGION, credentials, maxAttempts: 4 });
  const table = { name: TABLE, client };
  try {
    const seconds = full ? SECONDS.full : SECONDS.quick;
    await measure(table, 1, 1);
    progress(`spends on one account, ${seconds} s`);
    const hot = await measure(table, 1, seconds);
    progress(`spends on ${MANY_ACCOUNTS} accounts, ${seconds} s`);
    const many = await measure(table, MANY_ACCOUNTS, seconds);
    return { figures: [figure('one account', hot), figure(`${MANY_ACCOUNTS} accounts`, many)], details: { hot, many } };
  } finally {
    client.destroy();
    await dynamo.close();
  }
}

const figure = (where: string, { perSecond, again }: Spends): Figure => ({
  what: `spends per second, ${where}`,
  value: rounded(perSecond),
  unit: '/s',
  note: `submit and settle, ${AT_ONCE} at once, on DynamoDB Local; ${again} settles gave up and were begun again`,
});

interface Spends {
  perSecond: number;
  /** Settles that gave up after too many conflicts and were begun again. */
  again: number;
}

/** Spends for so long; every account's points are counted afterwards. */
async function measure(table: Table, accounts: number, seconds: number): Promise<Spends> {
  const ids = await Promise.all(Array.from({ length: accounts }, () => createAccount(table)));
  const parts = partsOf(table);
  const spent = new Map(ids.map((id) => [id, 0]));
  let again = 0;
  const began = performance.now();
  const end = began + seconds * 1000;
  const spender = async (_: unknown, first: number) => {
    for (let turn = first; performance.now() < end; turn += AT_ONCE) {
      const account = ids[turn % ids.length]!;
      again += await spend(parts, account);
      spent.set(account, spent.get(account)! + 1);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, spender));
  const took = (performance.now() - began) / 1000;
  for (const [account, count] of spent) await checkPoints(table, account, count);
  return { perSecond: [...spent.values()].reduce((sum, count) => sum + count, 0) / took, again };
}

type Parts = SubmitParts & { jobs: ReturnType<typeof dynamoJobs> };

const partsOf = (table: Table): Parts => ({
  jobs: dynamoJobs(table),
  ledger: dynamoLedger(table),
  media: { put: async () => {}, head: async () => undefined },
  readFacts: () => ({ type: 'image/jpeg', width: 1, height: 1 }),
  send: async () => {},
  clock: Date.now,
});

/** Answers how often settling had to be begun again. */
async function spend(parts: Parts, account: string): Promise<number> {
  const image = { field: 'image', file: { bytes: new Uint8Array(1) } };
  const { job } = await submitJob(parts, { account, operation: newOperation(Date.now()), image, work: { kind: 'restore_photo' } });
  for (let again = 0; ; again++) {
    const ended = await parts.jobs.settle(job, { state: 'succeeded' }, Date.now()).catch(gaveUp);
    if (ended?.state === 'succeeded') return again;
    if (ended) throw new Error(`a spend ended as ${ended.state}`);
  }
}

/** A settle that lost too often to others of its account: its message would come again. */
function gaveUp(error: unknown): undefined {
  if (!(error instanceof Error && error.message.startsWith('gave up'))) throw error;
}

async function createAccount(table: Table): Promise<string> {
  const operation = newOperation(Date.now());
  const id = stampedId('user', operation);
  const account = { id, openid: `o${operation.random}`, nickname: '', avatar: '', points: 0, createdAt: operation.at };
  await dynamoAccounts(table).create(account);
  await updateItem(table, keys.account(id), { update: 'SET points = :points', values: { ':points': POINTS } });
  return id;
}

async function checkPoints(table: Table, account: string, spends: number): Promise<void> {
  const { available, held } = await dynamoLedger(table).balance(account);
  const expected = POINTS - spends * prices.restore_photo;
  if (available !== expected || held !== 0) throw new Error(`${account}: ${available} + ${held} held instead of ${expected}`);
}
