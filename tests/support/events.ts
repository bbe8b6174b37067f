/** One server-sent event. */
export interface Told {
  event: string;
  data: string;
  /** When it came: `performance.now()`. */
  at: number;
}

/** The whole events in a text of server-sent events, and what is left of it. Comments are none. */
export function eventsIn(text: string): { events: Omit<Told, 'at'>[]; rest: string } {
  const blocks = text.split('\n\n');
  const rest = blocks.pop()!;
  const events = blocks.flatMap((block) => {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    const data = field('data');
    return data === undefined ? [] : [{ event: field('event') ?? 'message', data }];
  });
  return { events, rest };
}

/** The body that the last event of a streamed answer holds; what isn't streamed as it is. */
export const lastOf = (type: string | string[] | undefined, text: string): string =>
  String(type).startsWith('text/event-stream') ? (eventsIn(text).events.at(-1)?.data ?? '') : text;
