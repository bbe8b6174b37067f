import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { minutes } from '#shared/kernel/clock.ts';
import type { Caller } from '../../callers/index.ts';
import { queuedJob } from '../cases/subjects.ts';
import { ask, signIn } from '../client.ts';
import { ledgerProblems, readBooks, settledProblems, stillDue } from '../invariants.ts';
import { outputProblems } from '../outputs.ts';
import { hand, receive, urlOf, workersOf } from '../queue.ts';
import { sweep } from '../settle.ts';
import type { World } from '../world.ts';
import type { Scenario } from './scenario.ts';

type End = (world: World, user: Caller, job: string) => Promise<unknown>;

/** A worker stores a result and dies before it settles, its message is lost, and somebody else ends the job. */
const leftBehind = (id: string, end: End): Scenario => ({
  id: `a result that was stored, and a message that never comes again: ${id}`,
  async run(world) {
    world.clock.reset();
    const before = await stillDue(world);
    const user = await signIn(world);
    const job = await queuedJob(world, user);
    const worker = workersOf(world).find(({ queue }) => queue === 'image-jobs')!;
    const [message] = await receive(world, urlOf(world, worker));
    const site = 'dynamodb TransactWriteItems ACCOUNT#/JOB#';
    world.director.arm({ site, begins: true, fault: 'kill', late: false, meanwhile: () => world.containers.kill(worker.id) });
    await hand(world, worker, message!);
    const found = world.director.struck ? [] : ['the worker did not die'];
    world.director.arm();
    await world.sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf(world, worker) }));
    await end(world, user, job);
    for (let minute = 0; minute < 2; minute++) {
      world.clock.skip(minutes(6));
      await sweep(world);
    }
    const books = await readBooks(world, user.account);
    const due = (await stillDue(world)).filter((item) => !before.includes(item));
    return [...found, ...ledgerProblems(books), ...settledProblems(books), ...(await outputProblems(world, books)), ...due];
  },
});

export const resultScenarios: Scenario[] = [
  leftBehind('its deadline passes', async () => {}),
  leftBehind('it is cancelled', (world, user, job) =>
    ask(world, { method: 'DELETE', path: `/api/image/jobs/${job}`, request: {}, as: user }),
  ),
];
