import type { Counts } from '../counts.ts';
import type { World } from '../world.ts';

/** Something that a function is asked to do. `prepare` brings about what it takes and answers the act that is measured. */
export interface UnitCase {
  /** The function's id. */
  id: string;
  when: string;
  /** The work leaves a creation to its account, in the transaction that settles it. */
  leaves?: true;
  prepare(world: World): Promise<() => Promise<unknown>>;
}

/** Prepares the case, then counts what its act costs. */
export async function measure(world: World, { prepare }: UnitCase): Promise<Counts> {
  const act = await prepare(world);
  world.meter.take();
  await act();
  return world.meter.take();
}
