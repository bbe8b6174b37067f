import { minutes } from '../../kernel/clock.ts';
import { isFault } from '../../kernel/fault.ts';

/** What is remembered of a model that failed: how often in a row, and when it did last (milliseconds). */
export interface Failures {
  model: number;
  failures: number;
  at: number;
}

export interface Rests {
  all(): Promise<Failures[]>;
  /** Writes it, unless somebody else has written since `seen` was read: jobs that fail at the same moment count as one failure. */
  note(failed: Failures, seen: Failures | undefined): Promise<void>;
  /** It works again. */
  clear(model: number): Promise<void>;
}

/** Failures in a row until a model rests: one or two happen to every model. */
const PATIENCE = 3;
const FIRST_REST_MS = minutes(1);
const LONGEST_REST_MS = minutes(15);
/** Failures that lie so far apart have nothing to do with each other. Longer than any rest. */
const FORGOTTEN_MS = minutes(30);

/** Whether a model rests now. Each failure after a rest doubles the next: 1, 2, 4, 8, 15 minutes. */
export function isResting({ failures, at }: Failures, now: number): boolean {
  if (failures < PATIENCE) return false;
  return now < at + Math.min(FIRST_REST_MS * 2 ** (failures - PATIENCE), LONGEST_REST_MS);
}

export const oneMore = (model: number, seen: Failures | undefined, now: number): Failures => ({
  model,
  failures: seen && seen.at > now - FORGOTTEN_MS ? seen.failures + 1 : 1,
  at: now,
});

/**
 * Whether a fault speaks against its model: busy, broken, silent, gone, or refusing our key. What its provider finds wrong with the request
 * itself (`permanent`, and nothing for an operator to do) or with its content doesn't.
 */
export const isModelsOwn = (error: unknown): boolean =>
  isFault(error) && error.code !== 'ai.refused' && (error.details.permanent !== true || error.details.operator !== undefined);
