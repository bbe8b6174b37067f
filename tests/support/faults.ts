import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What can go wrong with one call, below the SDK's own retries. */
export type WireFault = 'fail' | 'lose-answer' | 'throttle' | 'conflict';

const errorOf: Record<WireFault, () => Error> = {
  fail: () => Object.assign(new Error('connection refused'), { name: 'ECONNREFUSED', code: 'ECONNREFUSED', $retryable: {} }),
  'lose-answer': () => Object.assign(new Error('socket hang up'), { name: 'ECONNRESET', code: 'ECONNRESET', $retryable: {} }),
  throttle: () => Object.assign(new Error('slow down'), { name: 'ThrottlingException', $retryable: { throttling: true } }),
  conflict: () => Object.assign(new Error('Transaction is ongoing for the item'), { name: 'TransactionConflictException' }),
};

/** Puts the fault that `next` names (or none) on each call of the client; a lost answer is lost after the call was carried out. */
export function withFaults(client: DynamoDBClient, next: (operation: string) => WireFault | undefined): DynamoDBClient {
  client.middlewareStack.add(
    (handle, context) => async (args) => {
      const fault = next(context.commandName ?? '');
      if (fault === 'lose-answer') await handle(args);
      if (fault) throw errorOf[fault]();
      return handle(args);
    },
    { step: 'deserialize', name: 'faults', priority: 'high' },
  );
  return client;
}
