import { audit } from '../audit.ts';
import { paidMessage } from '../bank.ts';
import { deliver, deliverUntilTaken } from '../deliver.ts';
import type { Kind } from '../trial.ts';

/** The same bytes again, two to six times, in between another order of the payer's: each is acknowledged, one credits. */
export const replayed: Kind = async ({ world, random, sale }) => {
  const first = await sale();
  const message = await paidMessage(world, first);
  const found = await deliverUntilTaken(world, first, message);
  const second = await sale(first);
  const times = 2 + random(5);
  const pause = random(times);
  for (let time = 0; time < times; time++) {
    if (time === pause) found.push(...(await deliverUntilTaken(world, second, await paidMessage(world, second))));
    const { acknowledged, problems } = await deliver(world, first, message);
    found.push(...problems, ...(acknowledged ? [] : ['a repetition is not acknowledged']));
  }
  const paid = [first, second].map((each) => ({ sale: each, state: 'paid' as const }));
  return [...found, ...(await audit(world, first.payer, paid))];
};
