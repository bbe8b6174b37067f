import type { Capability } from '#shared/contract/capabilities.ts';
import { minutes } from '#shared/kernel/clock.ts';
import type { Caller } from '../../callers/index.ts';
import { isTaken, newOrder, notificationFor, pay, queuedJob } from '../cases/subjects.ts';
import { type Answer, ask, signIn } from '../client.ts';
import { ledgerProblems, readBooks, settledProblems } from '../invariants.ts';
import { deliver, drain, receive, urlOf, workersOf } from '../queue.ts';
import { sweep } from '../settle.ts';
import type { World } from '../world.ts';
import type { Scenario } from './scenario.ts';

const PAYMENT: readonly Capability[] = ['payments:wechat'];

type Act = (world: World, user: Caller) => Promise<string[]>;

/** Somebody new, something that happens, everything settled, and the books. */
const story = (id: string, act: Act, uses: readonly Capability[] = []): Scenario => ({
  id,
  uses,
  async run(world) {
    world.clock.reset();
    const user = await signIn(world);
    const found = await act(world, user);
    world.director.arm();
    found.push(...ledgerProblems(await readBooks(world, user.account)));
    world.clock.skip(minutes(32));
    await sweep(world);
    found.push(...(await drain(world)));
    const books = await readBooks(world, user.account);
    return [...new Set([...found, ...ledgerProblems(books), ...settledProblems(books)])];
  },
});

const submit = (world: World, user: Caller, work: 'restore' | 'animate'): Promise<Answer> => {
  const headers = { prefer: 'respond-async' };
  return ask(world, { method: 'POST', path: `/api/image/${work}`, request: { files: { image: 'photo' } }, as: user, headers });
};

const notify = (world: World, { headers, body }: { headers: Record<string, string>; body: string }): Promise<Answer> =>
  ask(world, { method: 'POST', path: '/api/wechat/payment/notify', request: { headers, raw: body } });

/** Delivers one waiting picture job. */
async function work(world: World): Promise<void> {
  const worker = workersOf(world).find(({ queue }) => queue === 'image-jobs')!;
  for (const message of await receive(world, urlOf(world, worker), 1)) await deliver(world, worker, message);
}

/** While `act` is about to write its transaction, another job of the account is done. */
async function overtaken(world: World, site: string, act: () => Promise<unknown>): Promise<string[]> {
  world.director.arm({ site, begins: true, fault: 'stall', late: false, meanwhile: () => work(world) });
  await act();
  return world.director.struck ? [] : [`${site} was not met`];
}

export const pointScenarios: Scenario[] = [
  story('more work at once than there are points', async (world, user) => {
    const works = ['animate', 'animate', 'animate', 'restore', 'restore'] as const;
    const statuses: number[] = [];
    for (const each of works) statuses.push((await submit(world, user, each)).status);
    return `${statuses}` === '202,202,202,202,402' ? [] : [`100 points for work of 110: ${statuses}`];
  }),
  story('entries of one account at once: two spends', async (world, user) => {
    for (let job = 0; job < 2; job++) await queuedJob(world, user);
    return overtaken(world, 'dynamodb TransactWriteItems ACCOUNT#/JOB#', () => work(world));
  }),
  story(
    'entries of one account at once: a top-up and a spend',
    async (world, user) => {
      await queuedJob(world, user);
      const id = await newOrder(world, user);
      await pay(world, id, false);
      const message = notificationFor(world, id);
      return overtaken(world, 'dynamodb TransactWriteItems ORDER#', () => notify(world, message));
    },
    PAYMENT,
  ),
  story('a client that never comes back', async (world, user) => {
    const meanwhile = () => world.containers.kill('image/restore');
    world.director.arm({ site: 'sqs SendMessage #1', fault: 'kill', late: false, meanwhile });
    await submit(world, user, 'restore');
    return world.director.struck ? [] : ['it was not struck'];
  }),
  story('a queue that takes no message', async (world, user) => {
    world.director.arm({ site: 'sqs SendMessage', fault: 'fail-before', late: false, meanwhile: async () => {}, always: true });
    const { status } = await submit(world, user, 'restore');
    const { account, jobs } = await readBooks(world, user.account);
    const back = account.points === 100 && jobs.every(({ state }) => state === 'failed');
    return status === 500 && back
      ? []
      : [`answered ${status}, with ${account.points} points left and a job ${jobs.map(({ state }) => state)}`];
  }),
  story(
    'a payment of another amount',
    async (world, user) => {
      const id = await newOrder(world, user);
      const answer = await notify(world, notificationFor(world, id, { amount: 1 }));
      const { entries } = await readBooks(world, user.account);
      return entries.length === 1 && !isTaken(world, answer) ? [] : [`1 fen for an order of 1,000 was taken: ${answer.text}`];
    },
    PAYMENT,
  ),
];
