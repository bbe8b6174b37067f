import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AttributeValue,
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  type TransactWriteItemsInput,
} from '@aws-sdk/client-dynamodb';

export interface Contention {
  /** Transactions that were tried, and those that met another. */
  tried: number;
  refused: number;
}

/** Requests on the wire at once: below the SDK's 50 sockets, so that nothing waits for a socket with items in hand. */
const ON_THE_WIRE = 40;

/**
 * Refuses a transaction that meets another on one of its items, as DynamoDB does and DynamoDB Local doesn't; an item is in hand for
 * at least `heldMs`.
 */
export function withContention(client: DynamoDBClient, heldMs: number): Contention {
  const inHand = new Set<string>();
  const contention = { tried: 0, refused: 0 };
  const wire = semaphore(ON_THE_WIRE);
  const transacted = async <T>(wanted: readonly string[], send: () => Promise<T>): Promise<T> => {
    contention.tried += 1;
    if (wanted.some((key) => inHand.has(key))) {
      contention.refused += 1;
      throw conflict(wanted.map((key) => inHand.has(key)));
    }
    for (const key of wanted) inHand.add(key);
    try {
      const [answer] = await Promise.all([send(), sleep(heldMs)]);
      return answer;
    } finally {
      for (const key of wanted) inHand.delete(key);
    }
  };
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) =>
        wire(() => {
          if (commandName !== 'TransactWriteItemsCommand') return next(args);
          return transacted(((args.input as TransactWriteItemsInput).TransactItems ?? []).map(keyOf), () => next(args));
        }),
    { step: 'initialize', name: 'contention' },
  );
  return contention;
}

/** Runs so many at once, the others in the order they came. */
function semaphore(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(run: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await run();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

const conflict = (met: readonly boolean[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    CancellationReasons: met.map((one) => ({ Code: one ? 'TransactionConflict' : 'None' })),
    $metadata: {},
  });

function keyOf(write: TransactWriteItem): string {
  const { Key, Item } = Object.values(write)[0] as { Key?: Record<string, AttributeValue>; Item?: Record<string, AttributeValue> };
  const { pk, sk } = (Key ?? Item)!;
  return `${pk?.S} ${sk?.S}`;
}
