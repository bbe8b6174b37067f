import { audit } from '../audit.ts';
import { paidMessage } from '../bank.ts';
import { deliver, deliverUntilTaken } from '../deliver.ts';
import { pick } from '../till.ts';
import type { Kind, Trial } from '../trial.ts';
import { askers } from './lost.ts';

/** What is done with a payment, by how the call's label begins. */
export const CALLS = ['dynamodb GetItem ORDER#', 'dynamodb GetItem ACCOUNT#', 'dynamodb TransactWriteItems ORDER#'] as const;

/** Two to five deliveries at once, and questions beside them; or a second delivery from beginning to end while the first is at one of its calls. */
export const atOnce: Kind = async (trial) => {
  const { world, random, sale } = trial;
  const one = await sale();
  const message = await paidMessage(world, one);
  const found: string[] = [];
  const send = async () => {
    const { problems } = await deliver(world, one, message);
    found.push(...problems);
  };
  if (random(2) === 0) await crowd(trial, send, () => askers['its payer']!(world, one));
  else {
    const site = pick(random, CALLS);
    world.director.arm({ site, begins: true, fault: 'stall', late: random(2) === 0, meanwhile: send });
    await send();
    if (!world.director.struck) found.push(`${site} was not met`);
    world.director.arm();
  }
  found.push(...(await deliverUntilTaken(world, one, message)));
  return [...found, ...(await audit(world, one.payer, [{ sale: one, state: 'paid' }]))];
};

async function crowd({ random }: Trial, send: () => Promise<void>, look: () => Promise<unknown>): Promise<void> {
  const deliveries = Array.from({ length: 2 + random(4) }, send);
  const looks = Array.from({ length: random(3) }, look);
  await Promise.all([...deliveries, ...looks]);
}
