import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { QueueName } from '#shared/contract/queues.ts';
import { MAX_RECEIVES } from '#shared/contract/queues.ts';

/** Receives without a delete after which a message goes to the dead-letter queue. */
const ACCOUNT = '000000000000';

export const queueArn = (region: string, name: string): string => `arn:aws:sqs:${region}:${ACCOUNT}:${name}`;
/** With the endpoint's own host: the SDK takes a queue URL's host for the endpoint. */
export const queueUrl = (endpoint: string, name: string): string => `${endpoint}/${ACCOUNT}/${name}`;
export const deadLetters = (name: QueueName): string => `${name}-dlq`;

/** A queue and its dead-letter queue. `visibilitySeconds`: how long a received message stays hidden from other receives. */
export async function createQueue(client: SQSClient, region: string, name: QueueName, visibilitySeconds: number): Promise<void> {
  await client.send(new CreateQueueCommand({ QueueName: deadLetters(name) }));
  await client.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: {
        VisibilityTimeout: String(visibilitySeconds),
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: queueArn(region, deadLetters(name)),
          maxReceiveCount: String(MAX_RECEIVES),
        }),
      },
    }),
  );
}
