import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Stack } from '#local/stack.ts';

/** Makes the next requests to Google's stand-in take so much longer. */
export async function slowModel({ outsideUrl }: Pick<Stack, 'outsideUrl'>, ms: number, times = 1): Promise<void> {
  const fault = { service: 'gemini', mode: 'slow', times, delayMs: Math.round(ms) };
  const { ok, status } = await fetch(`${outsideUrl}/faults`, { method: 'PUT', body: JSON.stringify(fault) });
  if (!ok) throw new Error(`the stand-in answered ${status}`);
}

const GOLDEN = 0.618034;

/** 0 to below 1, spread evenly however many are taken: what a waiting request adds depends on when it happens to look. */
export const spread = (number: number): number => (number * GOLDEN) % 1;

/** How long Google's stand-in, which is in this process, had its last request: from its arrival to the end of the answer. */
export function modelTimes(): { take(): number } {
  const began = new WeakMap<IncomingMessage, number>();
  let last = 0;
  const isModel = ({ url }: IncomingMessage) => url?.includes(':generateContent');
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (isModel(request)) began.set(request, performance.now());
  });
  subscribe('http.server.response.finish', (message) => {
    const { request } = message as { request: IncomingMessage };
    if (isModel(request)) last = performance.now() - began.get(request)!;
  });
  return {
    /** 0 when it was not asked since. */
    take() {
      const taken = last;
      last = 0;
      return taken;
    },
  };
}
