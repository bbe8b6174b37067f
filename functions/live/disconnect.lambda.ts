import { dynamoConnections } from '#shared/adapters/dynamo/connections.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { serveSocket } from '#shared/http/socket.ts';
import { liveDisconnect } from './disconnect.contract.ts';

export const handler = serveSocket(liveDisconnect, (env) => {
  const { forget } = dynamoConnections(dynamoTable(env));
  return ({ connection }) => forget(connection);
});
