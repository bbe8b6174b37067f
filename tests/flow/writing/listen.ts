import type { Stack } from '#local/stack.ts';
import { eventsIn, type Told } from '#tests/support/events.ts';
import type { Envelope } from '#tests/support/platform/api.ts';
import type { PlatformUser } from '#tests/support/platform/users.ts';
import { order, type Written } from './support.ts';

export interface Heard {
  status: number;
  headers: Headers;
  events: Told[];
  /** All that the deltas say. */
  text: string;
  /** The data of the last event; without any, the whole answer. */
  last: Envelope<Written>;
}

interface How {
  json?: object;
  tool?: string;
  headers?: Record<string, string>;
  /** Hears of each event; to answer `false` is to hang up. */
  hear?: (told: Told) => boolean | undefined;
}

/** A client of the stream, as `curl -N` is one. */
export async function listen(
  stack: Stack,
  { token }: Pick<PlatformUser, 'token'>,
  { json = order, tool = 'wechat_article', headers, hear = () => true }: How = {},
): Promise<Heard> {
  const line = new AbortController();
  const response = await fetch(`${stack.url}/api/v1/writing/${tool}/stream`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(json),
    signal: line.signal,
  });
  const events: Told[] = [];
  let rest = '';
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const read = eventsIn(rest + chunk);
      rest = read.rest;
      for (const event of read.events) {
        const told = { ...event, at: performance.now() };
        events.push(told);
        if (hear(told) === false) line.abort();
      }
    }
  } catch (error) {
    if (!line.signal.aborted) throw error;
  }
  const text = events.map(({ event, data }) => (event === 'delta' ? (JSON.parse(data) as { text: string }).text : '')).join('');
  const last = JSON.parse(events.at(-1)?.data ?? rest) as Envelope<Written>;
  return { status: response.status, headers: response.headers, events, text, last };
}
