import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** What functions asked of S3 and SQS, as both bill it. */
export interface Requests {
  puts: number;
  gets: number;
  sends: number;
}

/** Counts the requests that the handlers in this process make; those of the poller, Lambda's part, are left out. */
export function requestCounter(storage: string): { take(): Requests } {
  const { host } = new URL(storage);
  let counts: Requests = { puts: 0, gets: 0, sends: 0 };
  subscribe('http.client.request.start', (message) => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader('host') !== host) return;
    const target = String(request.getHeader('x-amz-target') ?? '');
    if (target === 'AmazonSQS.SendMessage') counts.sends += 1;
    else if (target === '' && request.method === 'PUT') counts.puts += 1;
    else if (target === '' && request.method !== 'DELETE') counts.gets += 1;
  });
  return {
    take() {
      const taken = counts;
      counts = { puts: 0, gets: 0, sends: 0 };
      return taken;
    },
  };
}
