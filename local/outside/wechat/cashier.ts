import type { Answer, Exchange } from '../service.ts';
import type { CashierOrder } from './cashier-order.ts';
import { cashierPage } from './cashier-page.ts';

/** A payment service that has orders to pay. */
export interface OrderSource {
  find(orderId: string): CashierOrder | undefined;
  /** Pays an unpaid order, another amount (fen) when told so. Answers the status that its notification met: 0 without an answer, `null` when not notified. */
  pay(orderId: string, options: { amount?: number; notify: boolean }): Promise<number | null>;
}

/** `/cashier?order=ORDER_ID`: GET shows an order, POST pays it. Every payment service registers its orders here. */
export function createCashier() {
  const sources: OrderSource[] = [];
  return {
    register: (source: OrderSource): void => void sources.push(source),

    async handle(exchange: Exchange): Promise<Answer> {
      const orderId = exchange.url.searchParams.get('order') ?? '';
      const source = sources.find((one) => one.find(orderId) !== undefined);
      const order = source?.find(orderId);
      if (source === undefined || order === undefined) return say(exchange, 404, { paid: false, message: '订单不存在 · Unknown order' });
      if (exchange.method === 'GET') return { status: 200, headers: HTML, body: cashierPage(order) };
      if (exchange.method !== 'POST') return { status: 405, headers: { allow: 'GET, POST' }, body: { paid: false } };
      return pay(exchange, source, order);
    },
  };
}

export type Cashier = ReturnType<typeof createCashier>;

const HTML = { 'content-type': 'text/html; charset=utf-8' };

async function pay(exchange: Exchange, source: OrderSource, order: CashierOrder): Promise<Answer> {
  const options = optionsOf(exchange);
  if (options === undefined)
    return say(exchange, 400, { paid: false, message: 'amount: fen, a whole number above 0; notify: true or false' }, order);
  if (order.state !== 'unpaid')
    return say(exchange, 409, { paid: false, message: order.state === 'paid' ? 'ORDERPAID' : 'ORDERCLOSED' }, order);
  const notified = await source.pay(order.orderId, options);
  return say(exchange, 200, { paid: true, notified }, { ...order, state: 'paid' });
}

/** A form says nothing but "pay"; a JSON body may have `amount` and `notify`. `undefined` when it has something else in them. */
function optionsOf({ headers, body }: Exchange): { amount?: number; notify: boolean } | undefined {
  if (!headers['content-type']?.includes('json') || body.length === 0) return { notify: true };
  try {
    const { amount, notify = true } = JSON.parse(body.toString()) ?? {};
    const isAmount = amount === undefined || (Number.isSafeInteger(amount) && amount > 0);
    return isAmount && typeof notify === 'boolean' ? { amount, notify } : undefined;
  } catch {
    return undefined;
  }
}

interface Outcome {
  paid: boolean;
  notified?: number | null;
  message?: string;
}

/** A browser gets a page, everything else JSON. */
function say({ headers }: Exchange, status: number, outcome: Outcome, order?: CashierOrder): Answer {
  if (!headers.accept?.includes('text/html')) return { status, body: outcome };
  return { status, headers: HTML, body: cashierPage(order, noteOf(outcome)) };
}

function noteOf({ paid, notified, message }: Outcome): string {
  if (!paid) return message ?? '';
  return notified === 200 || notified === 204
    ? '商户已收到通知 · The merchant was notified'
    : `商户通知未送达 · Merchant not notified (${notified ?? '-'})`;
}
