import { minutes } from '#shared/kernel/clock.ts';
import type { Scene } from './cases/case.ts';
import type { Answer } from './client.ts';
import { drain } from './queue.ts';
import type { World } from './world.ts';

/** What comes round within the hour. The day's reconciliation heals some things too, and nothing may need it. */
const HOUR = 60;

/** The sweeper's every minute, once. */
export async function sweep(world: World): Promise<void> {
  for (const contract of world.registry)
    if (contract.kind === 'schedule' && contract.everyMinutes <= HOUR) await world.stack.runSchedule(contract.id).catch(() => {});
}

/** Longer than any deadline: a video's and an order's are 30 minutes. */
const LATEST_MS = minutes(32);

/**
 * Lets everything come to its end: messages, payments, deadlines. `sweptFirst`: the messages are so late that the deadlines
 * have passed when they come, the newest first.
 */
export async function settle(world: World, scene: Scene, answer: Answer | undefined, sweptFirst: boolean): Promise<string[]> {
  const problems: string[] = [];
  if (!sweptFirst) problems.push(...(await drain(world)));
  await scene.finish?.(answer);
  world.clock.skip(LATEST_MS);
  await sweep(world);
  problems.push(...(await drain(world, { backwards: sweptFirst })));
  world.clock.skip(minutes(1));
  await sweep(world);
  return problems;
}
