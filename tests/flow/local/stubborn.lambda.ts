import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';

/** Hangs on a message's first delivery, once it has written the file that the message names, and is quick on the next. */
export async function handler({ Records: [record] }: SQSEvent): Promise<void> {
  if (record?.attributes.ApproximateReceiveCount !== '1') return;
  await writeFile(record.body, 'started');
  await delay(60_000);
}
