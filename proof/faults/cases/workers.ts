import { randomUUID } from 'node:crypto';
import { grantOf } from '#shared/contract/capabilities.ts';
import type { Contract, Endpoint, Worker } from '#shared/contract/endpoint.ts';
import { ask, signIn } from '../client.ts';
import { readBooks } from '../invariants.ts';
import { drain, hand, workersOf } from '../queue.ts';
import type { World } from '../world.ts';
import type { Case, Rival, Scene } from './case.ts';

/** Each worker with each kind of work that an endpoint sends to its queue, from the first message to the last. */
export const workerCases = (registry: readonly Contract[]): Case[] =>
  workersOf({ registry }).flatMap((worker) =>
    registry
      .filter((contract): contract is Endpoint => contract.kind === 'endpoint' && sendsTo(contract, worker))
      .map((sender) => ({
        id: `${worker.id} < ${sender.id}`,
        target: worker.id,
        prepare: (world: World) => sceneOf(world, worker, sender),
      })),
  );

const sendsTo = (contract: Contract, worker: Worker): boolean => contract.uses.some((use) => grantOf(use).send === worker.queue);

async function sceneOf(world: World, worker: Worker, { method, path, example }: Endpoint): Promise<Scene> {
  const user = await signIn(world);
  const headers = { prefer: 'respond-async', 'idempotency-key': randomUUID() };
  const submitted = await ask(world, { method, path, request: example.request, token: user.token, headers });
  if (submitted.status !== 202) throw new Error(`${path} can't be submitted: ${submitted.text}`);
  const id = String(submitted.body.requestId);
  return {
    user: () => user,
    // In every third order of events nothing is delivered again before the sweeper came.
    act: async () => void (await drain(world, { until: () => world.turn % 3 === 2 && world.director.struck })),
    rivals: [
      { name: 'the same message', run: () => hand(world, worker, world.delivered.at(-1)!) },
      {
        name: 'a cancel',
        run: () => ask(world, { method: 'DELETE', path: `/api/image/jobs/${id}`, request: {}, token: user.token }),
      },
      await deadlineRival(world, worker, user.account, id),
    ],
    orders: () => [],
    mostJobs: 1,
  };
}

/** The job's deadline passes, and the sweeper comes by, while the worker is still within its own time. */
async function deadlineRival(world: World, { timeoutSeconds = 60 }: Worker, account: string, id: string): Promise<Rival> {
  const { jobs } = await readBooks(world, account);
  const { deadline, createdAt } = jobs.find((job) => job.id === id)!;
  const reserveMs = (timeoutSeconds - 20) * 1000;
  return {
    name: 'the deadline',
    beforeMs: deadline - createdAt - reserveMs,
    run: async () => {
      world.clock.skip(reserveMs + 10_000);
      for (const schedule of world.registry.filter((contract) => contract.kind === 'schedule')) await world.stack.runSchedule(schedule.id);
    },
  };
}
