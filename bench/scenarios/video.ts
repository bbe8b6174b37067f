import { setTimeout as sleep } from 'node:timers/promises';
import type { Invocation } from '#local/gateway/functions.ts';
import { startStack } from '#local/stack.ts';
import { settings } from '#shared/contract/settings.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { animate, signedIn, succeeded } from '../client.ts';
import type { Report, Run } from '../scenario.ts';
import { rounded } from '../statistics.ts';

/** The video model's own time. The long form is the one that the promise is about. */
const VIDEO_MS = { quick: 12_000, full: 60_000 };
const MOST_SHARE = 3;
const LOOK_MS = 250;

/** Lets a video be made and adds up what its worker is billed for. */
export async function run({ full, progress }: Run): Promise<Report> {
  const videoMs = full ? VIDEO_MS.full : VIDEO_MS.quick;
  const stack = await startStack({ schedules: false, videoMs, settings: { VIDEO_POLL_SECONDS: settings.VIDEO_POLL_SECONDS } });
  try {
    const photo = await damagedPhoto(800, 1000);
    const wallMs = await make(stack.url, photo, videoMs, progress);
    const runs = stack.invocations.filter(({ id }) => id === 'workers/video');
    return reportOf(runs, wallMs, videoMs, full);
  } finally {
    await stack.close();
  }
}

/** Its wall time in ms: from the request until the customer sees that it is done. */
async function make(url: string, photo: Buffer, videoMs: number, progress: (line: string) => void): Promise<number> {
  const user = await signedIn(url);
  const began = Date.now();
  const job = await animate(url, user, photo);
  progress(`a video of ${videoMs / 1000} s in the making`);
  while (!(await succeeded(url, user, job))) await sleep(LOOK_MS);
  return Date.now() - began;
}

function reportOf(runs: readonly Invocation[], wallMs: number, videoMs: number, full: boolean): Report {
  const billed = runs.reduce((sum, { ms }) => sum + ms, 0);
  const name = `a ${videoMs / 1000}-second video`;
  const short = 'the promise is about 60 seconds (--full): what a video takes once weighs more in a short one';
  return {
    figures: [
      { what: `${name}: billed worker time`, value: billed, unit: 'ms' },
      {
        what: `${name}: share of its wall time`,
        value: rounded((100 * billed) / wallMs, 1),
        unit: '%',
        ...(full ? { target: { atMost: MOST_SHARE } } : { note: short }),
      },
      { what: `${name}: looks, one each ${settings.VIDEO_POLL_SECONDS} s`, value: runs.length - 1, unit: 'invocations' },
      { what: `${name}: pollers alive at the same time`, value: mostAtOnce(runs), unit: '', target: { atMost: 1 } },
    ],
    details: { wallMs, runs },
  };
}

const mostAtOnce = (runs: readonly Invocation[]): number =>
  Math.max(...runs.map(({ at }) => runs.filter((other) => other.at <= at && at < other.at + other.ms).length));
