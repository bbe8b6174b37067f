import type { Contract } from '#shared/contract/endpoint.ts';
import { minutes } from '#shared/kernel/clock.ts';
import { signIn } from '../client.ts';
import { drain } from '../queue.ts';
import type { World } from '../world.ts';
import type { Case, Scene, TimedScene } from './case.ts';
import { reconcilingScene } from './reconciling.ts';
import { cancelledJob, newOrder, pay, queuedJob } from './subjects.ts';

/** What is about whole days has scenes of its own. */
const scenes: Readonly<Record<string, typeof reconcilingScene>> = { 'schedules/reconcile': reconcilingScene };

export const scheduleCases = (registry: readonly Contract[]): Case[] =>
  registry.filter(({ kind }) => kind === 'schedule').map(({ id }) => ({ id, target: id, prepare: (world: World) => sceneOf(world, id) }));

async function sceneOf(world: World, id: string): Promise<Scene> {
  const scene = await (scenes[id] ?? dueScene)(world, id);
  const run = () => world.stack.runSchedule(id);
  return { ...scene, act: async () => void (await run().catch(() => {})), rivals: [{ name: 'itself', run }, ...scene.rivals] };
}

/** A timed task, when a job, what a dead worker left of a cancelled one, an unpaid order and a paid one are due. */
async function dueScene(world: World): Promise<TimedScene> {
  const user = await signIn(world);
  await queuedJob(world, user);
  await cancelledJob(world, user);
  const unpaid = { id: await newOrder(world, user), paid: false };
  const paid = await newOrder(world, user, 5);
  await pay(world, paid, false);
  world.clock.skip(minutes(31));
  return {
    user: () => user,
    rivals: [
      { name: 'the workers', run: () => drain(world) },
      {
        name: 'a late payment',
        run: async () => {
          unpaid.paid = await pay(world, unpaid.id, true);
        },
      },
    ],
    orders: () => [unpaid, { id: paid, paid: true }],
    mostJobs: 2,
  };
}
