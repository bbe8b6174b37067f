import { socket } from '#shared/contract/endpoint.ts';

/** The gateway closes what is silent for 10 minutes, so clients say something now and then. */
export const liveMessage = socket({
  id: 'live/message',
  route: '$default',
  summary: 'Answer whatever a client says with `{"type":"pong"}`: that it is heard, and that the connection stays',
  uses: ['live:send'],
  example: { body: '{"type":"ping"}' },
});
