import type { WireFault } from './faults.ts';
import type { Exchange } from './price.ts';

interface Refusal {
  status: number;
  body: object;
}

const NAMESPACE = 'com.amazonaws.dynamodb.v20120810#';

const refusal = (type: string, message: string, more: object = {}, status = 400): Refusal => ({
  status,
  body: { __type: NAMESPACE + type, message, ...more },
});

/** What DynamoDB answers to a call that it refuses for this reason. */
export function refuse(fault: Exclude<WireFault, 'lose-answer' | 'stall'>, request: Exchange['request']): Refusal {
  if (fault === 'fail-before') return refusal('InternalServerError', 'The request could not be processed. Try again', {}, 500);
  if (fault === 'throttle')
    return refusal('ThrottlingException', 'Throughput exceeds the current capacity of your table. Please retry in a few seconds');
  const items = request.TransactItems;
  if (!items) return refusal('TransactionConflictException', 'Transaction is ongoing for the item');
  const reasons = items.map((_, at) => (at === 0 ? { Code: 'TransactionConflict', Message: CONFLICT } : { Code: 'None' }));
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return refusal(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

const CONFLICT = 'Transaction is ongoing for the item';
