import { randomUUID } from 'node:crypto';
import { grantOf } from '#shared/contract/capabilities.ts';
import type { Contract, Endpoint, Worker } from '#shared/contract/endpoint.ts';
import type { Job } from '#shared/domain/jobs/types.ts';
import { type Caller, callerFor, entranceOf } from '../../callers/index.ts';
import { ask } from '../client.ts';
import { readBooks } from '../invariants.ts';
import { drain, hand, workersOf } from '../queue.ts';
import type { World } from '../world.ts';
import type { Case, Rival, Scene } from './case.ts';
import { subjectOf } from './endpoints.ts';

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

async function sceneOf(world: World, worker: Worker, sender: Endpoint): Promise<Scene> {
  const { method, path, auth, example } = sender;
  const user = await callerFor(world, sender);
  const headers = { prefer: 'respond-async', 'idempotency-key': randomUUID() };
  const { request } = await subjectOf(world, sender, user);
  const submitted = await ask(world, { method, path, auth, as: user, request: { ...example.request, ...request }, headers });
  if (!entranceOf(sender.api).isSuccess(submitted)) throw new Error(`${path} can't be submitted: ${submitted.text}`);
  // What is published is no job, and has no deadline by which it is given back.
  const job = (await readBooks(world, user.account)).jobs.find(({ state }) => state === 'queued');
  return {
    user: () => user,
    // In every third order of events nothing is delivered again before the sweeper came.
    act: async () => void (await drain(world, { until: () => world.turn % 3 === 2 && world.director.struck })),
    rivals: [
      { name: 'the same message', run: () => hand(world, worker, world.delivered.at(-1)!) },
      ...(job ? rivalsOf(world, worker, sender, job, user) : []),
    ],
    orders: () => [],
    mostJobs: 1,
  };
}

/** Who else may end a job. */
const rivalsOf = (world: World, worker: Worker, sender: Endpoint, job: Job, user: Caller): Rival[] => [
  ...cancels(world, sender).map(({ method, path, auth }) => ({
    name: 'a cancel',
    run: () => ask(world, { method, path: path.replace(/\{\w+\}/, job.id), auth, request: {}, as: user }),
  })),
  deadlineRival(world, worker, job),
];

/** How a client of the same API cancels its work, where it can. */
const cancels = ({ registry }: World, { api }: Endpoint): Endpoint[] =>
  registry.filter(
    (contract): contract is Endpoint => contract.kind === 'endpoint' && contract.api === api && contract.id.endsWith('job-cancel'),
  );

/** The job's deadline passes, and the sweeper comes by, while the worker is still within its own time. */
function deadlineRival(world: World, { timeoutSeconds = 60 }: Worker, { deadline, createdAt }: Job): Rival {
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
