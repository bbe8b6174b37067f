import { socket } from '#shared/contract/endpoint.ts';

/** `wss://…?token=ACCESS_TOKEN`: browsers can't set headers here. Whoever can may send `Authorization: Bearer …` instead. */
export const liveConnect = socket({
  id: 'live/connect',
  route: '$connect',
  summary: "Open a connection with a token of the platform's; it hears of its account's own work",
  uses: ['connections:write', 'limits', 'tokens'],
  example: { query: { token: 'TOKEN' } },
});
