import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '#local/outside/notifier.ts';
import type { World } from '../../../world.ts';
import { audit } from '../audit.ts';
import { paidMessage, type Signers, stranger, tell } from '../bank.ts';
import { deliver, deliverUntilTaken } from '../deliver.ts';
import { pick, type Random, type Sale } from '../till.ts';
import type { Kind, Trial } from '../trial.ts';

type Forge = (world: World, random: Random, sale: Sale) => Promise<Message>;

/** A forgery comes before the genuine payment, and once more after it: neither is acknowledged or does anything. */
const forged =
  (forge: Forge): Kind =>
  async ({ world, random, sale }) => {
    const victim = await sale();
    const message = await forge(world, random, victim);
    const found = await refused(world, victim, message);
    found.push(...(await audit(world, victim.payer, [{ sale: victim, state: 'pending' }])));
    found.push(...(await deliverUntilTaken(world, victim, await paidMessage(world, victim))));
    found.push(...(await refused(world, victim, message)));
    return [...found, ...(await audit(world, victim.payer, [{ sale: victim, state: 'paid' }]))];
  };

const refused = async (world: World, sale: Sale, message: Message): Promise<string[]> =>
  (await deliver(world, sale, message)).acknowledged ? ['a forgery is acknowledged'] : [];

/** The same with a text in it replaced; `undefined` where it isn't there to be read: v3 is encrypted. */
function changed({ headers, body }: Message, from: string, to: string): Message | undefined {
  const other = body.replaceAll(from, to);
  return other === body ? undefined : { headers, body: other };
}

/** One letter of the signature is another; v3's is in a header. */
function scratched({ headers, body }: Message, random: Random): Message {
  const flip = (sign: string, at: number) => sign.slice(0, at) + (sign[at] === 'A' ? 'B' : 'A') + sign.slice(at + 1);
  const name = Object.keys(headers).find((header) => header.toLowerCase() === 'wechatpay-signature');
  if (name) return { headers: { ...headers, [name]: flip(headers[name]!, random(64)) }, body };
  const found = /(?:<sign><!\[CDATA\[|(?:^|&)sign=)([^\]&]+)/.exec(body)!;
  const at = found.index + found[0].length - found[1]!.length + random(16);
  return { headers, body: flip(body, at) };
}

/** Signed with a stranger's keys, or with a signature that was touched. */
export const forgedKey = forged(async (world, random, sale) =>
  random(2) === 0 ? tell(world, sale, { signers: await stranger(world) }).message : scratched(tell(world, sale).message, random),
);

/** Signed with the right keys, in the name of another app or merchant; or of the app of our other shop. */
export const forgedApp = forged(async (world, random, sale) => {
  const { alipay, wechat } = world.stack;
  const others: readonly Signers[] =
    sale.till.provider === 'alipay'
      ? [{ wechat, alipay: { ...alipay, appId: `2021${String(random(2 ** 31)).padStart(12, '0')}` } }]
      : [
          { alipay, wechat: { ...wechat, appId: 'wx0000000000000000', webAppId: 'wx0000000000000000' } },
          { alipay, wechat: { ...wechat, appId: wechat.webAppId, webAppId: wechat.appId } },
          { alipay, wechat: { ...wechat, mchId: '1900000110' } },
        ];
  return tell(world, sale, { signers: pick(random, others) }).message;
});

/** A genuine payment of another order that says it was for this one, or for one that nobody made. */
export const forgedOrder: Kind = async (trial) => {
  const { world, random, sale } = trial;
  const cheap = await sale();
  const message = await paidMessage(world, cheap);
  const nobody = `R20260122100000${String(random(2 ** 31)).padStart(12, '0')}`;
  const inItsName: Forge = async (_, __, { id }) => changed(message, cheap.id, id) ?? tell(world, cheap, { id: nobody }).message;
  const found = await forged(inItsName)({ ...trial, sale: () => sale({ till: cheap.till }) });
  found.push(...(await refused(world, cheap, tell(world, cheap, { id: nobody }).message)));
  found.push(...(await deliverUntilTaken(world, cheap, message)));
  return [...found, ...(await audit(world, cheap.payer, [{ sale: cheap, state: 'paid' }]))];
};

/** The amount was changed on the way; or another amount really was paid, which is kept on record and alarmed, and credits nothing. */
export const forgedAmount: Kind = (trial) => (trial.random(2) === 0 ? changedAmount(trial) : otherAmount(trial));

const changedAmount = forged(async (world, random, sale) => {
  const amount = otherThan(sale.amount, random);
  const { message } = tell(world, sale, { amount });
  const [said, ordered] = [amount, sale.amount].map((fen) => (sale.till.provider === 'alipay' ? (fen / 100).toFixed(2) : String(fen)));
  return changed(message, said!, ordered!) ?? scratched(message, random);
});

async function otherAmount({ world, random, sale }: Trial): Promise<string[]> {
  const short = await sale();
  const amount = otherThan(short.amount, random);
  const { message, transaction } = tell(world, short, { amount });
  const found = await refused(world, short, message);
  const mismatch = { transactionId: transaction, amount };
  found.push(...(await audit(world, short.payer, [{ sale: short, state: 'pending', mismatch }])));
  return (await isAlarmed(world, short)) ? found : [...found, 'nobody is told of a payment that fits no order'];
}

const otherThan = (amount: number, random: Random): number => pick(random, [1, amount + 1 + random(10_000), Math.max(1, amount - 1)]);

const LOOKS = 50;

/** What a function logs is here a moment later. */
async function isAlarmed(world: World, { id }: Sale): Promise<boolean> {
  for (let look = 0; look < LOOKS; look++) {
    if (world.logs.some(({ event, orderId }) => event === 'payment.mismatch' && orderId === id)) return true;
    await sleep(10);
  }
  return false;
}
