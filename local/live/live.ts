import type { DynamoDBRecord } from 'aws-lambda';
import type { Contract, Follower } from '#shared/contract/endpoint.ts';
import type { Functions } from '../gateway/functions.ts';
import { streamEvent } from './events.ts';
import { type Management, startManagement } from './management.ts';
import { createSockets, type Sockets } from './sockets.ts';
import { createStreamReader, type StreamReader, type StreamSource } from './stream.ts';

export interface Live extends Pick<Sockets, 'upgrade'> {
  /** LIVE_URL: where functions send to connections. */
  url: string;
  /** From here on the table can be followed. */
  follow(source: StreamSource): void;
  close(): Promise<void>;
}

/** The WebSocket API and the followers of the table. Nobody follows as long as no connection is open: there would be nobody to tell. */
export async function startLive(contracts: readonly Contract[], functions: Functions): Promise<Live> {
  const followers = contracts.filter((contract): contract is Follower => contract.kind === 'follower');
  let reader: StreamReader | undefined;
  const sockets = createSockets(contracts, functions, async (open) => {
    if (open > 0) await reader?.start();
    else await reader?.stop();
  });
  const management: Management = await startManagement(sockets);
  return {
    upgrade: sockets.upgrade,
    url: management.url,
    follow: (source) => {
      if (followers.length > 0) reader = createStreamReader(source, (records) => tell(followers, functions, records));
    },
    async close() {
      await sockets.close();
      await reader?.stop();
      await management.close();
    },
  };
}

/** Each follower is told of its items, and not run for others. */
async function tell(followers: readonly Follower[], functions: Functions, records: DynamoDBRecord[]): Promise<void> {
  for (const follower of followers) {
    const own = records.filter((record) => concerns(follower, record));
    if (own.length > 0) await functions.invoke(follower, streamEvent(own));
  }
}

const concerns = ({ items: { pk, sk } }: Follower, { dynamodb }: DynamoDBRecord): boolean =>
  dynamodb?.Keys?.pk?.S?.startsWith(pk) === true && dynamodb.Keys.sk?.S?.startsWith(sk) === true;
