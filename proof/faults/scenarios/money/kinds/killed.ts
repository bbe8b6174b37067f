import { audit } from '../audit.ts';
import { paidMessage } from '../bank.ts';
import { deliver, deliverUntilTaken, takerOf } from '../deliver.ts';
import { pick } from '../till.ts';
import type { Kind } from '../trial.ts';
import { CALLS } from './at-once.ts';
import { askers } from './lost.ts';

/**
 * The function dies at one of the calls that come after the signature was checked, before that call is done or after it. It is then credited or not
 * at all, nobody was told "success", and the provider's next delivery, or whoever asks when there is none, finds it.
 */
export const killed: Kind = async ({ world, random, sale }) => {
  const one = await sale();
  const message = await paidMessage(world, one);
  const site = pick(random, CALLS);
  const late = random(2) === 0;
  world.director.arm({ site, begins: true, fault: 'kill', late, meanwhile: () => world.containers.kill(takerOf(one.till)) });
  const { acknowledged } = await deliver(world, one, message);
  const found = world.director.struck ? [] : [`${site} was not met`];
  world.director.arm();
  if (acknowledged) found.push('a function that died acknowledged');
  const isDone = late && site.includes('TransactWriteItems');
  found.push(...(await audit(world, one.payer, [{ sale: one, state: isDone ? 'paid' : 'pending' }])));
  if (random(2) === 0) found.push(...(await deliverUntilTaken(world, one, message)));
  else await askers[random(2) === 0 ? 'its payer' : 'the sweeper']!(world, one);
  return [...found, ...(await audit(world, one.payer, [{ sale: one, state: 'paid' }]))];
};
