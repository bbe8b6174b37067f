import type { Answer, Exchange } from './service.ts';

/** What is sent to a merchant. */
export interface Message {
  headers: Record<string, string>;
  body: string;
}

/** How a payment service notifies. */
export interface Notifying<Order> {
  /** The merchant's address for this order. */
  addressOf(order: Order): string;
  /** Signed at `now`, in ms. */
  messageOf(order: Order, now: number): Message;
  isAcknowledged(order: Order, status: number, body: string): boolean;
  /** Seconds between deliveries that aren't acknowledged. */
  retries: readonly number[];
}

/** How notifications are sent; `fetch` fits. */
export type Send = (
  url: string,
  request: { method: 'POST'; headers: Record<string, string>; body: string; signal: AbortSignal },
) => Promise<{ status: number; text(): Promise<string> }>;

export interface NotifierOptions {
  send: Send;
  now: () => number;
  /** Multiplies the waits between retries; tests use a small one. */
  retryScale: number;
}

/** The merchant has 5 seconds to answer. */
const PATIENCE_MS = 5000;

/** Notifies merchants of what was paid, again and again until they acknowledge it. */
export function createNotifier<Order extends { orderId: string }>(
  { addressOf, messageOf, isAcknowledged, retries }: Notifying<Order>,
  { send, now, retryScale }: NotifierOptions,
) {
  const last = new Map<string, Message>();
  const timers = new Set<NodeJS.Timeout>();

  /** One delivery: the HTTP status, or 0 when there was no answer. */
  const deliver = async (order: Order, message: Message): Promise<{ status: number; acknowledged: boolean }> => {
    try {
      const answer = await send(addressOf(order), { method: 'POST', ...message, signal: AbortSignal.timeout(PATIENCE_MS) });
      return { status: answer.status, acknowledged: isAcknowledged(order, answer.status, await answer.text()) };
    } catch {
      return { status: 0, acknowledged: false };
    }
  };

  const attempt = async (order: Order, retry: number): Promise<number> => {
    const message = messageOf(order, now());
    last.set(order.orderId, message);
    const { status, acknowledged } = await deliver(order, message);
    if (!acknowledged) later(order, retry);
    return status;
  };

  const later = (order: Order, retry: number): void => {
    const seconds = retries[retry];
    if (seconds === undefined) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        void attempt(order, retry + 1);
      },
      seconds * 1000 * retryScale,
    );
    timers.add(timer.unref());
  };

  return {
    /** The status that the first delivery met, 0 for no answer. */
    notify: (order: Order): Promise<number> => attempt(order, 0),

    /** Sends the last notification of an order once more, byte for byte; `undefined` when there was none. */
    async replay(order: Order): Promise<number | undefined> {
      const message = last.get(order.orderId);
      return message && (await deliver(order, message)).status;
    },

    stop(): void {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

export type Notifier<Order extends { orderId: string }> = ReturnType<typeof createNotifier<Order>>;

/** `POST …/replay?order=`: the last notification of an order once more, byte for byte. */
export async function replay<Order extends { orderId: string }>(
  { method, url }: Exchange,
  find: (orderId: string) => Order | undefined,
  notifier: Notifier<Order>,
): Promise<Answer> {
  if (method !== 'POST') return { status: 405, headers: { allow: 'POST' }, body: { replayed: false } };
  const order = find(url.searchParams.get('order') ?? '');
  const notified = order && (await notifier.replay(order));
  return notified === undefined ? { status: 404, body: { replayed: false } } : { status: 200, body: { replayed: true, notified } };
}
