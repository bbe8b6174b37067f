import { apiGatewaySender } from '#shared/adapters/apigateway/send.ts';
import { serveSocket } from '#shared/http/socket.ts';
import { liveMessage } from './message.contract.ts';

export const handler = serveSocket(liveMessage, (env) => {
  const send = apiGatewaySender(env);
  return ({ connection }) => send(connection, '{"type":"pong"}');
});
