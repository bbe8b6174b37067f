import type { WechatCredentials } from './credentials.ts';
import { isAcknowledged, type Message, notificationOf } from './notifications.ts';
import type { PayOrder } from './orders.ts';

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

const MINUTE = 60;
const HOUR = 3600;
/** Seconds between deliveries that aren't acknowledged: 15s/15s/30s/3m/10m/20m/30m×3/60m/3h×3/6h×2. */
const RETRIES = [
  15,
  15,
  30,
  3 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  ...Array(3).fill(30 * MINUTE),
  HOUR,
  ...Array(3).fill(3 * HOUR),
  6 * HOUR,
  6 * HOUR,
];

/** The merchant has 5 seconds to answer. */
const PATIENCE_MS = 5000;

/** Notifies merchants of what was paid, again and again until they acknowledge it. */
export function createNotifier(credentials: WechatCredentials, { send, now, retryScale }: NotifierOptions) {
  const last = new Map<string, Message>();
  const timers = new Set<NodeJS.Timeout>();

  /** One delivery: the HTTP status, or 0 when there was no answer. */
  const deliver = async (order: PayOrder, message: Message): Promise<{ status: number; acknowledged: boolean }> => {
    try {
      const answer = await send(order.notifyUrl, { method: 'POST', ...message, signal: AbortSignal.timeout(PATIENCE_MS) });
      return { status: answer.status, acknowledged: isAcknowledged(order, answer.status, await answer.text()) };
    } catch {
      return { status: 0, acknowledged: false };
    }
  };

  const attempt = async (order: PayOrder, retry: number): Promise<number> => {
    const message = notificationOf(order, credentials, now());
    last.set(order.orderId, message);
    const { status, acknowledged } = await deliver(order, message);
    if (!acknowledged) later(order, retry);
    return status;
  };

  const later = (order: PayOrder, retry: number): void => {
    const seconds = RETRIES[retry];
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
    notify: (order: PayOrder): Promise<number> => attempt(order, 0),

    /** Sends the last notification of an order once more, byte for byte; `undefined` when there was none. */
    async replay(order: PayOrder): Promise<number | undefined> {
      const message = last.get(order.orderId);
      return message && (await deliver(order, message)).status;
    },

    stop(): void {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

export type Notifier = ReturnType<typeof createNotifier>;
