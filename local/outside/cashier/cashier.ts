import type { Answer, Exchange } from '../service.ts';
import type { CashierOrder, OrderSource } from './order.ts';
import { cashierPage } from './page.ts';

/**
 * `/cashier?order=ORDER_ID`: GET shows an order, POST pays it. Every payment service registers its orders here.
 * `paymentUrlOf`: where the API sends the payer of an order. A service that learns of an order from the payer's browser only (Alipay) is
 * visited there first, when nobody has been yet.
 */
export function createCashier(paymentUrlOf: (orderId: string) => string | undefined = () => undefined) {
  const sources: OrderSource[] = [];
  const sourceOf = (orderId: string) => sources.find((one) => one.find(orderId) !== undefined);

  const visited = async (orderId: string, here: URL): Promise<OrderSource | undefined> => {
    const url = paymentUrlOf(orderId);
    // Only ours: the host may be localhost in one and 127.0.0.1 in the other.
    if (url === undefined || new URL(url).port !== here.port) return undefined;
    await fetch(url, { redirect: 'manual' });
    return sourceOf(orderId);
  };

  return {
    register: (source: OrderSource): void => void sources.push(source),

    async handle(exchange: Exchange): Promise<Answer> {
      const orderId = exchange.url.searchParams.get('order') ?? '';
      const source = sourceOf(orderId) ?? (await visited(orderId, exchange.url));
      const order = source?.find(orderId);
      if (source === undefined || order === undefined) return say(exchange, 404, { paid: false, message: '订单不存在 · Unknown order' });
      if (exchange.method === 'GET') return { status: 200, headers: HTML, body: cashierPage(order) };
      if (exchange.method !== 'POST') return { status: 405, headers: { allow: 'GET, POST' }, body: { paid: false } };
      return pay(exchange, source, order);
    },
  };
}

export type Cashier = ReturnType<typeof createCashier>;

const PROBLEMS = { paid: 'ORDERPAID', closed: 'ORDERCLOSED', refunded: 'ORDERREFUNDED' };
const HTML = { 'content-type': 'text/html; charset=utf-8' };

async function pay(exchange: Exchange, source: OrderSource, order: CashierOrder): Promise<Answer> {
  const options = optionsOf(exchange);
  if (options === undefined)
    return say(exchange, 400, { paid: false, message: 'amount: fen, a whole number above 0; notify: true or false' }, order);
  if (order.state !== 'unpaid') return say(exchange, 409, { paid: false, message: PROBLEMS[order.state] }, order);
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
