import { startDynamoServer } from '#local/aws/dynamo.ts';

/** One DynamoDB Local for the whole run; each stack and each table still has a database of its own there. */
export default async function oneDynamo(): Promise<() => Promise<void>> {
  const { endpoint, close } = await startDynamoServer();
  process.env.DYNAMODB_LOCAL_URL = endpoint;
  return close;
}
