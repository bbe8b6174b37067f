import { createHash } from 'node:crypto';
import { BroadcastChannel } from 'node:worker_threads';
import type { LambdaContext } from '#local/gateway/context.ts';
import { call, type Handler } from '#local/gateway/functions.ts';

/** What a container is handed: the event, the clock that all share, and what decides its chances. */
export interface Wrapped {
  event: unknown;
  /** Milliseconds that the clock is ahead, in shared memory: it moves for what runs already, too. */
  ahead: Float64Array<SharedArrayBuffer>;
  seed: string;
}

/** Pauses are shortened at random; here they are a tenth of what they may be at most. */
const HASTE = 0.1;
const RealDate = Date;
let ahead = new Float64Array(1) as Wrapped['ahead'] | Float64Array<ArrayBuffer>;
const now = () => RealDate.now() + ahead[0]!;

globalThis.Date = class extends RealDate {
  constructor(...given: [] | ConstructorParameters<DateConstructor>) {
    if (given.length === 0) super(now());
    else super(...(given as [number]));
  }

  static override now(): number {
    return now();
  }
} as DateConstructor;

const lines = new BroadcastChannel('proof-log');
lines.unref();
for (const level of ['debug', 'info', 'warn', 'error'] as const) console[level] = (line: unknown) => lines.postMessage(String(line));

const module = new URL(import.meta.url).searchParams.get('module')!;
const { handler: inner } = (await import(module)) as { handler: Handler };

/** The real handler, of either kind, with a clock that can be moved and chances that can be repeated. */
export const handler = async (wrapped: unknown, context: LambdaContext): Promise<unknown> => {
  const given = wrapped as Wrapped;
  ahead = given.ahead;
  let drawn = 0;
  Math.random = () => (createHash('sha256').update(`${given.seed}:${drawn++}`).digest().readUInt32BE() / 2 ** 32) * HASTE;
  return call(inner, given.event, context);
};
