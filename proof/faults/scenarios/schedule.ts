import { setTimeout as sleep } from 'node:timers/promises';
import { newOrder, pay } from '../cases/subjects.ts';
import { signIn } from '../client.ts';
import { ledgerProblems, orderProblems, readBooks } from '../invariants.ts';
import type { World } from '../world.ts';
import type { Scenario } from './scenario.ts';

/** The first delivery, and WeChat's 15 more: 15 s, 15 s, 30 s, 3 min … 6 h. */
const DELIVERIES = 16;
const PATIENCE_MS = 20_000;

/** WeChat Pay's own schedule of retries, in a fraction of its time. `failing`: how many deliveries come to nothing. */
const scheduled = (id: string, lost: number, answers: 'carried out, answer lost' | 'not carried out'): Scenario => ({
  id: `${id}: ${answers}`,
  uses: ['payments:wechat'],
  async run(world) {
    world.clock.reset();
    const user = await signIn(world);
    const order = await newOrder(world, user);
    const road = world.road;
    road.lose(lost, answers === 'carried out, answer lost');
    await pay(world, order, true);
    const expected = Math.min(lost + 1, DELIVERIES);
    for (const end = Date.now() + PATIENCE_MS; road.deliveries() < expected && Date.now() < end; ) await sleep(10);
    await sleep(50);
    const delivered = road.deliveries();
    road.lose(0, false);
    const books = await readBooks(world, user.account);
    const credited = lost < DELIVERIES || answers === 'carried out, answer lost';
    const found = delivered === expected ? [] : [`WeChat delivered ${delivered} times instead of ${expected}`];
    if (credited) found.push(...(await orderProblems(world, books, order, true)));
    return [...found, ...ledgerProblems(books), ...(await later(world, order, user.account))];
  },
});

/** Whatever became of the notifications: the sweeper asks WeChat, and credits once. */
async function later(world: World, order: string, account: string): Promise<string[]> {
  world.clock.skip(32 * 60_000);
  await world.stack.runSchedule('schedules/sweep');
  const books = await readBooks(world, account);
  return [...ledgerProblems(books), ...(await orderProblems(world, books, order, true))];
}

export const scheduleScenarios: Scenario[] = [
  scheduled('15 retries, the last one arrives', 15, 'not carried out'),
  scheduled('15 retries, each arrives', 16, 'carried out, answer lost'),
  scheduled('15 retries, none arrives', 16, 'not carried out'),
];
