import type { Caller } from '../../callers/index.ts';
import type { Answer } from '../client.ts';
import type { World } from '../world.ts';

/** Something that goes on at the same time: it happens while a call is stalled. */
export interface Rival {
  name: string;
  /** How long everything waits before it begins, so that the rival is due just then. */
  beforeMs?: number;
  run(): Promise<unknown>;
}

/** One act that is to be struck, and what has to be so afterwards. */
export interface Scene {
  /** Whose books are looked at. */
  user(): Caller;
  /** What is done, again and again until it has an answer. */
  act(): Promise<Answer | undefined>;
  /** The same key and request once more. */
  again?: () => Promise<Answer>;
  rivals: readonly Rival[];
  /** What follows an act that succeeded: an order is paid. */
  finish?(answer: Answer | undefined): Promise<void>;
  /** WeChat orders that are to be looked at, and whether WeChat has their money. */
  orders(): readonly { id: string; paid: boolean }[];
  /** At most this many jobs may come of it. */
  mostJobs: number;
  /** What the act promises beyond the books. */
  check?(answer: Answer | undefined): Promise<string[]>;
}

/** Of a timed task: the act is its run, and another run of it is a rival. */
export type TimedScene = Omit<Scene, 'act'>;

export interface Case {
  id: string;
  /** The function whose calls are struck. */
  target: string;
  prepare(world: World): Promise<Scene>;
}
