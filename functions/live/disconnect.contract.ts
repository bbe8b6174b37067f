import { socket } from '#shared/contract/endpoint.ts';

export const liveDisconnect = socket({
  id: 'live/disconnect',
  route: '$disconnect',
  summary: 'Forget a connection that has ended',
  uses: ['connections:forget'],
  example: {},
});
