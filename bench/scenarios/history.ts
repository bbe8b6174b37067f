import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamo } from '#local/aws/dynamo.ts';
import { dynamoAccounts } from '#shared/adapters/dynamo/accounts.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import type { Ledger } from '#shared/domain/points/ports.ts';
import { newOperation, stampedId } from '#shared/kernel/ids.ts';
import { writeHistory } from '#tests/support/meter/history.ts';
import { type Counts, startMeter } from '#tests/support/meter/index.ts';
import type { Report, Run } from '../scenario.ts';
import { median, rounded } from '../statistics.ts';

const LIMIT = 20;
const PAGES = 1000;
const READS = { quick: 60, full: 300 };
const TABLE = 'darkroom-bench';
const REGION = 'us-east-1';

/** Reads the first and the last page of a history of 20,000 entries in turn. */
export async function run({ full, progress }: Run): Promise<Report> {
  const dynamo = await startDynamo(TABLE, REGION);
  const meter = await startMeter({ upstream: dynamo.endpoint });
  const credentials = { accessKeyId: dynamo.accessKeyId, secretAccessKey: 'local' };
  const clientAt = (endpoint: string) => new DynamoDBClient({ endpoint, region: REGION, credentials });
  const [metered, direct] = [clientAt(meter.url), clientAt(dynamo.endpoint)];
  try {
    const operation = newOperation(Date.now());
    const id = stampedId('user', operation);
    const table = { name: TABLE, client: direct };
    await dynamoAccounts(table).create({ id, openid: 'o', nickname: '', avatar: '', points: 0, createdAt: operation.at });
    progress(`writing ${LIMIT * PAGES} entries`);
    await writeHistory(table, id, LIMIT * PAGES);
    const counted = dynamoLedger({ name: TABLE, client: metered });
    const unitsOf = async (page: number): Promise<Counts> => {
      meter.take();
      await read(counted, id, page);
      return meter.take();
    };
    const [first, last] = [await unitsOf(1), await unitsOf(PAGES)];
    progress(`reading page 1 and page ${PAGES}`);
    const times = await timesOf(dynamoLedger(table), id, full ? READS.full : READS.quick);
    return reportOf(first, last, times);
  } finally {
    metered.destroy();
    direct.destroy();
    await meter.close();
    await dynamo.close();
  }
}

async function read(ledger: Ledger, account: string, page: number): Promise<void> {
  const { entries } = await ledger.entries(account, { limit: LIMIT, skip: (page - 1) * LIMIT });
  if (entries.length !== LIMIT) throw new Error(`page ${page} has ${entries.length} entries instead of ${LIMIT}`);
}

async function timesOf(ledger: Ledger, account: string, reads: number): Promise<{ first: number[]; last: number[] }> {
  const times = { first: [] as number[], last: [] as number[] };
  const timed = async (page: number) => {
    const began = performance.now();
    await read(ledger, account, page);
    return performance.now() - began;
  };
  for (let turn = 0; turn < reads; turn++) {
    times.first.push(await timed(1));
    times.last.push(await timed(PAGES));
  }
  return times;
}

const reportOf = (first: Counts, last: Counts, times: { first: number[]; last: number[] }): Report => ({
  figures: [
    { what: 'history, page 1', value: first.readUnits, unit: 'read units' },
    { what: `history, page ${PAGES}`, value: last.readUnits, unit: 'read units', target: { atMost: first.readUnits } },
    { what: 'history, page 1', value: rounded(median(times.first), 1), unit: 'ms', note: `${LIMIT} entries a page` },
    { what: `history, page ${PAGES}`, value: rounded(median(times.last), 1), unit: 'ms', note: `${LIMIT} entries a page` },
  ],
  details: { first, last, times },
});
