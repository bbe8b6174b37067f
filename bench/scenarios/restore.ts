import { type Stack, startStack } from '#local/stack.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { restoreOnce, signedIn } from '../client.ts';
import { modelTimes, slowModel, spread } from '../model.ts';
import type { Report, Run } from '../scenario.ts';
import { median, percentile, rounded } from '../statistics.ts';

const WARM_UP = 3;
const RESTORES = { quick: 12, full: 40 };
/** How much longer the model is made to take. */
const LEAST_MS = 500;
const SPREAD_MS = 3000;
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
      await slowModel(stack, LEAST_MS + SPREAD_MS * spread(number + WARM_UP));
      const ms = await timed(stack, photo);
      const modelMs = model.take();
      if (modelMs === 0) throw new Error('the model was not asked');
      if (number > 0) added.push(ms - modelMs);
    }
    return reportOf(added);
  } finally {
    await stack.close();
  }
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
