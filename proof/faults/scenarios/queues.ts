import { DeleteMessageCommand } from '@aws-sdk/client-sqs';
import type { Worker } from '#shared/contract/endpoint.ts';
import { MAX_RECEIVES } from '#shared/contract/queues.ts';
import type { Caller } from '../../callers/index.ts';
import { queuedJob } from '../cases/subjects.ts';
import { type Answer, ask, signIn } from '../client.ts';
import { ledgerProblems, readBooks, settledProblems } from '../invariants.ts';
import { paidCalls, providerProblems } from '../provider.ts';
import { deliver, drain, hand, lapse, receive, redrive, urlOf, workersOf } from '../queue.ts';
import type { World } from '../world.ts';
import type { Scenario } from './scenario.ts';

type Act = (world: World, worker: Worker, user: Caller, jobs: string[]) => Promise<string[]>;

/** Jobs are submitted, something happens on the way to their worker, and in the end each has succeeded once. */
const delivered = (id: string, jobs: number, act: Act): Scenario => ({
  id,
  async run(world) {
    world.clock.reset();
    world.stack.outside.calls.clear();
    world.logs.length = 0;
    const user = await signIn(world);
    const worker = workersOf(world).find(({ queue }) => queue === 'image-jobs')!;
    const ids: string[] = [];
    for (let job = 0; job < jobs; job++) ids.push(await queuedJob(world, user));
    const found = await act(world, worker, user, ids);
    found.push(...(await drain(world)));
    const books = await readBooks(world, user.account);
    const unhappy = books.jobs.filter(({ state }) => state !== 'succeeded').map(({ state }) => `a job ended ${state}`);
    return [...found, ...unhappy, ...ledgerProblems(books), ...settledProblems(books), ...providerProblems(world, books)];
  },
});

/** Fails a delivery as often as it takes to make a dead letter of the message. */
async function toDeadLetters(world: World, worker: Worker): Promise<void> {
  for (let time = 0; time < MAX_RECEIVES; time++)
    for (const message of await receive(world, urlOf(world, worker))) await lapse(world, worker, message);
  await receive(world, urlOf(world, worker));
}

export const queueScenarios: Scenario[] = [
  delivered('a message five times, two of them at once', 1, async (world, worker) => {
    const [message] = await receive(world, urlOf(world, worker));
    await Promise.all([hand(world, worker, message!), hand(world, worker, message!)]);
    for (let time = 0; time < 2; time++) await hand(world, worker, message!);
    const found = (await deliver(world, worker, message!)) ? [] : ['a repetition of a finished message was not dealt with'];
    const asked = paidCalls(world);
    return asked === 1 ? found : [...found, `the model was asked ${asked} times for one message`];
  }),
  delivered('messages in the wrong order', 5, async (world) => drain(world, { backwards: true })),
  delivered('the visibility timeout lapses while the worker works', 1, async (world, worker) => {
    const [message] = await receive(world, urlOf(world, worker));
    const working = hand(world, worker, message!);
    await lapse(world, worker, message!);
    const [again] = await receive(world, urlOf(world, worker));
    await Promise.all([working, deliver(world, worker, again!)]);
    return [];
  }),
  delivered('dead letters are redriven twice', 2, async (world, worker) => {
    const found: string[] = [];
    for (let time = 0; time < 2; time++) {
      await toDeadLetters(world, worker);
      const letters = await redrive(world, worker);
      if (letters !== 2) found.push(`${letters} dead letters instead of 2`);
    }
    return found;
  }),
  delivered('a dead letter of a finished job is redriven', 1, async (world, worker) => {
    const [message] = await receive(world, urlOf(world, worker));
    await hand(world, worker, message!);
    await lapse(world, worker, message!);
    await toDeadLetters(world, worker);
    return (await redrive(world, worker)) === 1 ? [] : ['there is no dead letter'];
  }),
  {
    id: 'looks at a video come twice and in the wrong order',
    uses: ['models:video'],
    async run(world) {
      world.clock.reset();
      world.stack.outside.calls.clear();
      const user = await signIn(world);
      const worker = workersOf(world).find(({ queue }) => queue === 'video-jobs')!;
      const answer = await animate(world, user);
      const [first] = await receive(world, urlOf(world, worker));
      await deliver(world, worker, first!);
      const [look] = await receive(world, urlOf(world, worker));
      await hand(world, worker, look!);
      const [second] = await receive(world, urlOf(world, worker));
      await Promise.all([hand(world, worker, second!), hand(world, worker, look!)]);
      for (const message of [first!, second!, look!]) await hand(world, worker, message);
      for (const { ReceiptHandle } of [look!, second!]) {
        await world.sqs.send(new DeleteMessageCommand({ QueueUrl: urlOf(world, worker), ReceiptHandle }));
      }
      const found = await drain(world);
      const books = await readBooks(world, user.account);
      const state = books.jobs.find(({ id }) => id === answer.body.requestId)?.state;
      if (state !== 'succeeded') found.push(`the video ended ${state}`);
      return [...found, ...ledgerProblems(books), ...settledProblems(books), ...providerProblems(world, books)];
    },
  },
];

const animate = (world: World, user: Caller): Promise<Answer> => {
  const headers = { prefer: 'respond-async' };
  return ask(world, { method: 'POST', path: '/api/image/animate', request: { files: { image: 'photo' } }, as: user, headers });
};
