import type { Message } from '#local/outside/notifier.ts';
import { callerFor } from '../../../../callers/index.ts';
import { versionOf } from '../../../cases/subjects.ts';
import { ask } from '../../../client.ts';
import { shuffled } from '../../../random.ts';
import type { World } from '../../../world.ts';
import { audit, type Expected } from '../audit.ts';
import { paidMessage, tell } from '../bank.ts';
import { deliver, deliverUntilTaken, orderOf } from '../deliver.ts';
import type { Sale } from '../till.ts';
import type { Kind } from '../trial.ts';

interface Letter {
  sale: Sale;
  message: Message;
  /** It says that the order was paid; one from before that is acknowledged or not, and changes nothing. */
  isPayment: boolean;
}

/**
 * Three orders of one payer, paid one after the other; what the provider has to say of them comes in any order, some of it twice, and what it
 * said before the payment after it. In every third trial the first order is refunded by then, and must not be credited again.
 */
export const reordered: Kind = async ({ world, random, provider, sale }) => {
  const first = await sale();
  const sales = [first, await sale(first), await sale(first)];
  const letters: Letter[] = [];
  for (const each of sales) {
    if (provider === 'alipay') letters.push({ sale: each, message: tell(world, each, { unpaid: true }).message, isPayment: false });
    const letter = { sale: each, message: await paidMessage(world, each), isPayment: true };
    letters.push(letter, ...(random(2) === 0 ? [letter] : []));
  }
  const found: string[] = [];
  let end: Expected['state'] = 'paid';
  if (random(3) === 0 && (provider === 'alipay' || versionOf(world) === 'v3')) {
    found.push(...(await deliverUntilTaken(world, first, letters.find((one) => one.isPayment)!.message)));
    end = await refunded(world, first);
  }
  for (const { isPayment, ...letter } of shuffled(letters, String(random(2 ** 31)))) {
    if (isPayment) found.push(...(await deliverUntilTaken(world, letter.sale, letter.message)));
    else await deliver(world, letter.sale, letter.message);
  }
  const ends = sales.map((each): Expected => ({ sale: each, state: each === first ? end : 'paid' }));
  return [...found, ...(await audit(world, first.payer, ends))];
};

/** Gives the money back, and says how far that is: WeChat takes its time. */
async function refunded(world: World, { id }: Sale): Promise<'refunding' | 'refunded'> {
  const operator = await callerFor(world, { api: 'platform', auth: 'admin' }, 0);
  const request = { json: { order_id: id, reason: '客户要求' } };
  const { text } = await ask(world, { method: 'POST', path: '/api/v1/operation/refunds', request, as: operator, auth: 'admin' });
  const { state } = (await orderOf(world, id))!;
  if (state !== 'refunding' && state !== 'refunded') throw new Error(`a refund is answered ${text}`);
  return state;
}
