import { setTimeout as delay } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';

/** Hangs on a message's first delivery, and is quick on the next. */
export async function handler(event: SQSEvent): Promise<void> {
  if (event.Records[0]?.attributes.ApproximateReceiveCount === '1') await delay(60_000);
}
