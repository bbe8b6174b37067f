import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

let client: SQSClient | undefined;

/** Sends messages to the queue at this address. */
export function sqsSender(queueUrl: string | undefined): (message: object, delaySeconds?: number) => Promise<void> {
  client ??= new SQSClient({ maxAttempts: 4 });
  const sqs = client;
  return async (message, delaySeconds = 0) => {
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message), DelaySeconds: delaySeconds }));
  };
}
