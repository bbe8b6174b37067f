import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

let client: SQSClient | undefined;

/**
 * Sends messages to the queue at this address. Whose they are is their message group: a standard queue hands out what others sent before the
 * backlog of one who keeps its workers busy (SQS fair queues), and works on those of one group side by side all the same.
 */
export function sqsSender(queueUrl: string | undefined) {
  client ??= new SQSClient({ maxAttempts: 4 });
  const sqs = client;
  return async <Message extends { account: string }>(message: Message, delaySeconds = 0): Promise<void> => {
    const body = { MessageBody: JSON.stringify(message), MessageGroupId: message.account };
    await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, ...body, DelaySeconds: delaySeconds }));
  };
}
