import { days } from '#shared/kernel/clock.ts';
import { callerFor } from '../../callers/index.ts';
import { sweep } from '../settle.ts';
import type { World } from '../world.ts';
import type { TimedScene } from './case.ts';
import { pay, platformOrder, versionOf } from './subjects.ts';

/** A day that is ended isn't compared again: each run has one of its own, on which nothing else happened. */
let ownDays = 0;

/** The reconciliation `id`, on the day after orders were paid: of one the news came, of the others it was lost. */
export async function reconcilingScene(world: World, id: string): Promise<TimedScene> {
  world.clock.skip(days(2 * ++ownDays));
  await world.stack.runSchedule(id);
  const user = await callerFor(world, { api: 'platform', auth: 'account' });
  const order = async (channel: 'alipay' | 'wechat', isHeardOf: boolean) => {
    const made = await platformOrder(world, user, channel);
    await pay(world, made, isHeardOf);
    return { id: made, paid: true };
  };
  const orders = [await order('alipay', true), await order('alipay', false)];
  // WeChat's v2 keeps its own time, in which that day hasn't come.
  if (versionOf(world) === 'v3') orders.push(await order('wechat', false));
  world.clock.skip(days(1));
  return {
    user: () => user,
    rivals: [{ name: 'the sweeper', run: () => sweep(world) }],
    orders: () => orders,
    mostJobs: 0,
  };
}
