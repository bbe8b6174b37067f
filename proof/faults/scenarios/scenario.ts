import type { World } from '../world.ts';

/** Something that no single call site tells of. Answers what is wrong afterwards; nothing when all is well. */
export interface Scenario {
  id: string;
  run(world: World, scale: Scale): Promise<string[]>;
}

/** How much of it: mutations of a notification. */
export interface Scale {
  mutations: number;
  seed: number;
}
