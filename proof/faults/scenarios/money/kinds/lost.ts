import { minutes } from '#shared/kernel/clock.ts';
import { ask } from '../../../client.ts';
import type { World } from '../../../world.ts';
import { audit } from '../audit.ts';
import { paidMessage } from '../bank.ts';
import { deliverUntilTaken } from '../deliver.ts';
import { pick, type Sale } from '../till.ts';
import type { Kind } from '../trial.ts';

/** Whoever makes us ask the provider. */
export const askers: Record<string, (world: World, sale: Sale) => Promise<unknown>> = {
  'its payer': (world, { till, id, payer }) =>
    till.face === 'mini'
      ? ask(world, { method: 'GET', path: `/api/wechat/payment/orders/${id}`, request: {}, as: payer })
      : ask(world, { method: 'POST', path: `/api/v1/credit/orders/${id}/verify`, request: { json: {} }, as: payer }),
  'a callback': (world, { till: { provider }, id }) => {
    const json = { order_id: id, payment_method: provider, transaction_id: '1', status: 'success' };
    return ask(world, { method: 'POST', path: '/api/v1/credit/payment/callback', request: { json }, auth: 'none' });
  },
  'the sweeper': async (world) => {
    world.clock.skip(minutes(31));
    await world.stack.runSchedule('schedules/sweep');
  },
};

/** No notification comes: somebody's question finds the payment, or two at once do; in every other trial the notification comes after all. */
export const lost: Kind = async ({ world, random, sale }) => {
  const one = await sale();
  const message = await paidMessage(world, one);
  const found = await audit(world, one.payer, [{ sale: one, state: 'pending' }]);
  const names = Object.keys(askers).filter((name) => name !== 'a callback' || one.till.face === 'web');
  const asking = Array.from({ length: 1 + random(2) }, () => pick(random, names));
  await Promise.all(asking.map((name) => askers[name]!(world, one)));
  found.push(...(await audit(world, one.payer, [{ sale: one, state: 'paid' }])).map((problem) => `after ${asking}: ${problem}`));
  // WeChat signs each delivery anew; this one is from before the sweeper's time.
  if (random(2) === 0 && !asking.includes('the sweeper')) found.push(...(await deliverUntilTaken(world, one, message)));
  return [...found, ...(await audit(world, one.payer, [{ sale: one, state: 'paid' }]))];
};
