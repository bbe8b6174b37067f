import { type Stack, startStack } from '#local/stack.ts';
import { listen } from '#tests/flow/writing/listen.ts';
import { books, writer } from '#tests/flow/writing/support.ts';
import type { PlatformUser } from '#tests/support/platform/users.ts';
import { eventually } from '#tests/support/stack.ts';
import type { Figure, Report, Run } from '../scenario.ts';
import { median, percentile, rounded } from '../statistics.ts';

const TEXTS = { quick: 30, full: 100 };
const WARM_UP = 3;
/** What the stand-in takes for each piece, the first one too. */
const PIECE_MS = 50;

/** Texts one after the other, each of a client that leaves when it has heard the first words. */
export async function run({ full, progress }: Run): Promise<Report> {
  const stack = await startStack({ schedules: false, pieceMs: PIECE_MS });
  try {
    const ms: number[] = [];
    progress('first words');
    for (let one = 0; one < WARM_UP + (full ? TEXTS.full : TEXTS.quick); one++) {
      // Each text is somebody else's: one alone may ask for 20 an hour.
      ms.push(await firstWord(stack, await writer(stack)));
    }
    return { figures: figuresOf(ms.slice(WARM_UP)), details: ms };
  } finally {
    await stack.close();
  }
}

/** Milliseconds from the model's first words to the client's. The stand-in's arrival time has whole ones: it may be one too much. */
async function firstWord(stack: Stack, user: PlatformUser): Promise<number> {
  stack.outside.calls.clear();
  const { events } = await listen(stack, user, { hear: ({ event }) => event !== 'delta' });
  await eventually(async () => (await books(stack, user)).held === 0);
  const [call] = stack.outside.calls.list('qwen');
  const first = events.find(({ event }) => event === 'delta');
  if (!call || !first) throw new Error('nothing was told');
  return performance.timeOrigin + first.at - (Date.parse(call.at) + PIECE_MS);
}

function figuresOf(ms: readonly number[]): Figure[] {
  const note = `${ms.length} texts, one after the other, one process for everything`;
  const first = { value: rounded(median(ms), 1), unit: 'ms', target: { atMost: 200 }, note };
  return [
    { what: "a streamed text's first words after its model's: median", ...first },
    { what: "a streamed text's first words after its model's: slowest", value: rounded(percentile(ms, 1), 1), unit: 'ms' },
  ];
}
