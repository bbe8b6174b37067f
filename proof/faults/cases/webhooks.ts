import { randomUUID } from 'node:crypto';
import type { Contract, Endpoint, Worker } from '#shared/contract/endpoint.ts';
import { minutes } from '#shared/kernel/clock.ts';
import { type Caller, callerFor, entranceOf } from '../../callers/index.ts';
import { receiver } from '../../callers/photos.ts';
import { type Answer, ask, askUntilAnswered } from '../client.ts';
import { deliver, hand, receive, urlOf, workersOf } from '../queue.ts';
import { sweep } from '../settle.ts';
import type { World } from '../world.ts';
import type { Case, Rival, Scene } from './case.ts';

const UPLOAD = 'third/photo-upload';
/** In the order in which they come to a photo that a partner wants to be told of. */
const WORKERS = ['workers/repair', 'workers/webhook'];

/** A photo that is sent with a `callback_url`: its upload, its repair, the telling. */
export const webhookCases = (registry: readonly Contract[]): Case[] =>
  [UPLOAD, ...WORKERS]
    .filter((target) => registry.some(({ id }) => id === target))
    .map((target) => ({
      id: `${target}, and a partner is told`,
      target,
      prepare: (world: World) => (target === UPLOAD ? uploading(world) : working(world, target)),
    }));

async function asking(world: World) {
  const contract = world.registry.find(({ id }) => id === UPLOAD) as Endpoint;
  const user = await callerFor(world, contract);
  const { request } = contract.example;
  const headers = { 'idempotency-key': randomUUID() };
  const asked = { ...request, form: { ...request.form, callback_url: receiver() } };
  return { user, what: { method: contract.method, path: contract.path, auth: contract.auth, as: user, request: asked, headers } };
}

async function uploading(world: World): Promise<Scene> {
  const { user, what } = await asking(world);
  const isFinal = (answer: Answer): boolean => !entranceOf('partner').isUnsettled(answer);
  return {
    ...sceneFor(user, [{ name: 'the same request', run: () => ask(world, what) }, sweeper(world)]),
    act: () => askUntilAnswered(world, what, isFinal),
    again: () => ask(world, what),
  };
}

async function working(world: World, target: string): Promise<Scene> {
  const { user, what } = await asking(world);
  const answer = await ask(world, what);
  if (!entranceOf('partner').isSuccess(answer)) throw new Error(`a photo can't be sent: ${answer.text}`);
  const workers = WORKERS.map((id) => workersOf(world).find((worker) => worker.id === id)!);
  const own = workers.find(({ id }) => id === target)!;
  for (const before of workers.slice(0, workers.indexOf(own))) await workOff(world, before);
  return {
    ...sceneFor(user, [{ name: 'the same message', run: () => hand(world, own, world.delivered.at(-1)!) }, sweeper(world)]),
    act: async () => void (await workOff(world, own)),
  };
}

const sceneFor = (user: Caller, rivals: Rival[]) => ({ user: () => user, rivals, orders: () => [], mostJobs: 1 });

/** By then a webhook whose message got lost is due. */
const sweeper = (world: World): Rival => ({
  name: 'the sweeper',
  run: async () => {
    world.clock.skip(minutes(1) + 1000);
    await sweep(world);
  },
});

/** Delivers what one worker's queue has, again and again while it fails. */
async function workOff(world: World, worker: Worker): Promise<void> {
  for (;;) {
    const messages = await receive(world, urlOf(world, worker));
    if (messages.length === 0) return;
    for (const message of messages) await deliver(world, worker, message);
  }
}
