import { isDeepStrictEqual } from 'node:util';
import type { BuyerRecord } from '#shared/adapters/dynamo/buyer.ts';
import { memberships } from '#shared/domain/payments/prices.ts';
import type { Order, OrderState } from '#shared/domain/payments/types.ts';
import { monthsLater } from '#shared/kernel/beijing-time.ts';
import type { Fen } from '#shared/kernel/money.ts';
import type { Caller } from '../../../callers/index.ts';
import { type Books, ledgerProblems, problems, readBooks } from '../../invariants.ts';
import type { World } from '../../world.ts';
import { orderOf } from './deliver.ts';
import type { Sale } from './till.ts';

/** As decisions.md has it. */
const [POINTS_PER_YUAN, FEN_PER_YUAN] = [10, 100];

/** How an order has to stand. */
export interface Expected {
  sale: Sale;
  state: OrderState;
  /** Where the trial knows the provider's number of the payment. */
  transaction?: string | undefined;
  /** What has to be on record of a payment that fits nothing. */
  mismatch?: { transactionId: string; amount: Fen };
}

/** Everything of one payer: each order as it has to be, and not one entry or point that no order explains. */
export async function audit(world: World, payer: Caller, expected: readonly Expected[]): Promise<string[]> {
  const books = await readBooks(world, payer.account);
  const found = [...ledgerProblems(books)];
  const taken = expected.filter(({ state }) => wasPaid(state));
  const explained = new Set(taken.flatMap(({ sale: { id } }) => [id, `${id}R:1`]));
  const stray = books.entries.filter(({ cause, kind }) => !explained.has(cause) && kind !== 'bonus');
  if (stray.length > 0) found.push(`entries that no order explains: ${stray.map(({ cause, amount }) => `${amount} for ${cause}`)}`);
  const { payments = 0 } = books.account as Partial<BuyerRecord>;
  if (payments !== taken.length) found.push(`${taken.length} orders were paid, and ${payments} are counted`);
  for (const one of expected) found.push(...(await orderProblems(world, books, one)));
  return found;
}

const wasPaid = (state: OrderState): boolean => state !== 'pending' && state !== 'closed';

async function orderProblems(world: World, books: Books, { sale, state, transaction, mismatch }: Expected): Promise<string[]> {
  const order = await orderOf(world, sale.id);
  if (!order) return [`${sale.id} is gone`];
  const isPaid = wasPaid(state);
  return problems({
    [`the order is ${order.state} instead of ${state}`]: order.state !== state,
    [`the payment's number is ${order.transactionId} instead of ${transaction ?? 'some'}`]: isPaid
      ? !order.transactionId || (transaction !== undefined && order.transactionId !== transaction)
      : order.transactionId !== undefined,
    [`what is on record of another payment: ${JSON.stringify(order.mismatch)}`]: !isDeepStrictEqual(order.mismatch, mismatch),
    [`it brought ${JSON.stringify(entriesOf(books, sale))}`]: !isRight(books, sale, order, isPaid),
    [`it brought ${order.membershipFrom}–${order.membershipUntil} of membership`]: sale.kind === 'membership' && isPaid && !isJoined(order),
  });
}

const entriesOf = ({ entries }: Books, { id }: Sale) =>
  entries.filter(({ cause }) => cause === id).map(({ kind, amount }) => [kind, amount]);

/** The points that were paid for, once, in one entry; none where nothing was paid. */
function isRight(books: Books, sale: Sale, order: Order, isPaid: boolean): boolean {
  const points = sale.kind === 'recharge' ? Math.floor((sale.amount * POINTS_PER_YUAN) / FEN_PER_YUAN) : 0;
  const wanted = isPaid && sale.kind === 'recharge' ? [['topup', points]] : [];
  return (
    JSON.stringify(entriesOf(books, sale)) === JSON.stringify(wanted) && (isPaid ? order.credited === points : order.credited === undefined)
  );
}

const isJoined = ({ membershipFrom: from, membershipUntil: until, membership }: Order): boolean =>
  from !== undefined && membership !== undefined && until === monthsLater(from, memberships[membership].months);
