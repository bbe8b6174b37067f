import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SendJob } from '../../domain/jobs/ports.ts';

let client: SQSClient | undefined;

/** Sends jobs to the queue at this address. */
export function sqsSender(queueUrl: string | undefined): SendJob {
  client ??= new SQSClient({ maxAttempts: 4 });
  const sqs = client;
  return async (message, delaySeconds = 0) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message), DelaySeconds: delaySeconds }));
  };
}
