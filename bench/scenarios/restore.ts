import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { type Stack, startStack } from '#local/stack.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { restoreOnce, signedIn } from '../client.ts';
import type { Report, Run } from '../scenario.ts';
import { median, percentile, rounded } from '../statistics.ts';

const WARM_UP = 3;
const RESTORES = { quick: 20, full: 40 };
/** How much longer the model is made to take: spread evenly, for what a waiting request adds depends on when it happens to look. */
const LEAST_MS = 500;
const SPREAD_MS = 3000;
const GOLDEN = 0.618034;
const WIDTH = 800;
const HEIGHT = 1000;

/** Restores one after the other through the local API, and takes off the time that Google's stand-in had each. */
export async function run({ full, progress }: Run): Promise<Report> {
  const model = modelTimes();
  const stack = await startStack({ schedules: false });
  try {
    const photo = await damagedPhoto(WIDTH, HEIGHT);
    const restores = full ? RESTORES.full : RESTORES.quick;
    const added: number[] = [];
    for (let number = 1 - WARM_UP; number <= restores; number++) {
      if (number > 0) progress(`restore ${number} of ${restores}`);
      await slowDown(stack, LEAST_MS + SPREAD_MS * (((number + WARM_UP) * GOLDEN) % 1));
      const ms = await timed(stack, photo);
      const modelMs = model.take();
      if (number > 0) added.push(ms - modelMs);
    }
    return reportOf(added);
  } finally {
    await stack.close();
  }
}

async function slowDown({ outsideUrl }: Stack, ms: number): Promise<void> {
  const fault = { service: 'gemini', mode: 'slow', times: 1, delayMs: Math.round(ms) };
  await fetch(`${outsideUrl}/faults`, { method: 'PUT', body: JSON.stringify(fault) });
}

async function timed(stack: Stack, photo: Buffer): Promise<number> {
  const user = await signedIn(stack.url);
  const began = performance.now();
  await restoreOnce(stack.url, user, photo);
  return performance.now() - began;
}

function reportOf(added: readonly number[]): Report {
  const seconds = `${LEAST_MS / 1000}–${(LEAST_MS + SPREAD_MS) / 1000} s`;
  const note = `${added.length} restores of a ${WIDTH} × ${HEIGHT} photo, slowed by ${seconds}, one process for everything`;
  return {
    figures: [
      { what: 'a restore, on top of the model: median', value: rounded(median(added)), unit: 'ms', target: { atMost: 300 }, note },
      { what: 'a restore, on top of the model: 95th percentile', value: rounded(percentile(added, 0.95)), unit: 'ms' },
    ],
    details: added,
  };
}

/** How long Google's stand-in, which is in this process, had its last request: from its arrival to the end of the answer. */
function modelTimes(): { take(): number } {
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
    take() {
      if (last === 0) throw new Error('the model was not asked');
      const taken = last;
      last = 0;
      return taken;
    },
  };
}
