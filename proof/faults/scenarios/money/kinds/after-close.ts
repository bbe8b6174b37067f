import type { Message } from '#local/outside/notifier.ts';
import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { minutes } from '#shared/kernel/clock.ts';
import { audit } from '../audit.ts';
import { paidMessage, takeMoney, tell } from '../bank.ts';
import { deliver, deliverUntilTaken } from '../deliver.ts';
import type { Sale } from '../till.ts';
import type { Kind, Trial } from '../trial.ts';

const sweep = ({ world }: Trial) => world.stack.runSchedule('schedules/sweep');

/** Nobody pays in time, the order is closed here and at the provider, and then there is a payment. */
async function closedThenPaid(trial: Trial, sale: Sale): Promise<string[]> {
  const { world, random } = trial;
  world.clock.skip(minutes(31));
  await sweep(trial);
  const found = await audit(world, sale.payer, [{ sale, state: 'closed' }]);
  const { message, transaction } = tell(world, sale);
  for (let time = 0; time < 1 + random(3); time++) found.push(...(await deliverUntilTaken(world, sale, message)));
  return [...found, ...(await audit(world, sale.payer, [{ sale, state: 'paid', transaction }]))];
}

/** Paid in time, but the notification comes when the order is over: the sweeper asked, and credited it. */
async function paidThenDue(trial: Trial, sale: Sale): Promise<string[]> {
  const { world } = trial;
  await paidMessage(world, sale);
  world.clock.skip(minutes(31));
  await sweep(trial);
  const found = await audit(world, sale.payer, [{ sale, state: 'paid' }]);
  found.push(...(await deliverUntilTaken(world, sale, tell(world, sale).message)));
  return [...found, ...(await audit(world, sale.payer, [{ sale, state: 'paid' }]))];
}

/** The payer pays between the sweeper's question and its closing: the provider doesn't close it, and the next run credits. */
async function paidWhileClosing(trial: Trial, sale: Sale): Promise<string[]> {
  const { world, random } = trial;
  // By the provider's clock there is still time.
  await updateItem(world.table, keys.order(sale.id), { update: 'SET dueAt = :now', values: { ':now': world.clock.now() } });
  const taking = { message: undefined as Message | undefined };
  const meanwhile = async () => {
    taking.message = await takeMoney(world, sale);
  };
  world.director.arm({ site: 'outside ', begins: true, fault: 'stall', late: true, meanwhile });
  await sweep(trial);
  world.director.arm();
  const { message } = taking;
  if (!message) return ['nothing was paid while it was closed'];
  const found = random(2) === 0 ? (await deliver(world, sale, message)).problems : [];
  await sweep(trial);
  return [...found, ...(await audit(world, sale.payer, [{ sale, state: 'paid' }]))];
}

export const afterClose: Kind = async (trial) => {
  const sale = await trial.sale();
  const stories = [closedThenPaid, closedThenPaid, paidThenDue, paidWhileClosing];
  return stories[trial.random(stories.length)]!(trial, sale);
};
