import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Worker } from '../contract/endpoint.ts';
import { type Environment, pickEnvironment } from '../contract/environment.ts';
import { Later } from '../kernel/later.ts';
import { errorFacts, log } from '../kernel/log.ts';

/**
 * The Lambda handler of a queue's consumer. A message whose handling throws, or that doesn't fit its contract, is reported as
 * failed: SQS delivers it again, and in the end to the dead-letter queue. `wire` is called once, on the first batch.
 */
export function consume<Message>(contract: Worker<Message>, wire: (env: Environment) => (message: Message) => Promise<unknown>) {
  let handle: ((message: Message) => Promise<unknown>) | undefined;
  return middy<SQSEvent, SQSBatchResponse, Error, Context>().handler(async (event: SQSEvent) => {
    handle ??= wire(pickEnvironment(contract.uses, process.env));
    const failed: SQSRecord[] = [];
    for (const record of event.Records) {
      if (!(await handled(contract, handle, record))) failed.push(record);
    }
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
}

async function handled<Message>(
  contract: Worker<Message>,
  handle: (message: Message) => Promise<unknown>,
  record: SQSRecord,
): Promise<boolean> {
  const startedAt = Date.now();
  const about = { function: contract.id, messageId: record.messageId, receives: Number(record.attributes.ApproximateReceiveCount) };
  try {
    const message = contract.message.parse(JSON.parse(record.body));
    await handle(message);
    log('info', 'message', { ...about, ...message, ms: Date.now() - startedAt });
    return true;
  } catch (error) {
    const facts = { ...about, ms: Date.now() - startedAt };
    if (error instanceof Later) log('info', 'message.later', { ...facts, why: error.message });
    else log('error', 'message.failed', { ...facts, ...errorFacts(error) });
    return false;
  }
}
