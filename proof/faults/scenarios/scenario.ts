import type { Capability } from '#shared/contract/capabilities.ts';
import type { World } from '../world.ts';

/** Something that no single call site tells of. Answers what is wrong afterwards; nothing when all is well. */
export interface Scenario {
  id: string;
  /** What it is about, so that it is played in each variant of that, too. */
  uses?: readonly Capability[];
  /** The one variant that it can be told of. */
  only?: string;
  /** It is `Scale.trials` trials, each with a choice of its own. */
  isTrials?: true;
  run(world: World, scale: Scale): Promise<string[]>;
}

/** How much of it: mutations of a notification, trials of what can go wrong with money. */
export interface Scale {
  mutations: number;
  trials: number;
  seed: number;
}
