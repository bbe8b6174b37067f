import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Environment } from '../../contract/environment.ts';

/** The single table, and the client that reaches it. */
export interface Table {
  name: string;
  client: DynamoDBClient;
}

let client: DynamoDBClient | undefined;

/** The table of this function; one client for each container. */
export function dynamoTable(env: Environment): Table {
  client ??= new DynamoDBClient({ maxAttempts: 4, requestHandler: { connectionTimeout: 1000, requestTimeout: 4000 } });
  return { name: env.TABLE_NAME!, client };
}
