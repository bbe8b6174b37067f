import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { queueArn } from '#local/aws/queues.ts';
import { failedMessages, sqsEvent } from '#local/gateway/sqs-event.ts';
import type { Worker } from '#shared/contract/endpoint.ts';
import { variableOfQueue, visibilitySeconds } from '#shared/contract/queues.ts';
import type { World } from './world.ts';

export const workersOf = ({ registry }: Pick<World, 'registry'>): Worker[] => registry.filter((contract) => contract.kind === 'worker');

/** Its address past the proxies. */
export const urlOf = ({ stack }: World, worker: Worker): string => stack.env[variableOfQueue(worker.queue)]!;

export async function receive({ sqs }: World, url: string, most = 10): Promise<Message[]> {
  const command = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: most, MessageSystemAttributeNames: ['All'] });
  return (await sqs.send(command)).Messages ?? [];
}

/** Hands a message to its worker, as Lambda's event source does; true when the worker has dealt with it. */
export async function hand({ stack, delivered }: World, worker: Worker, message: Message): Promise<boolean> {
  delivered.push(message);
  const event = sqsEvent([message], queueArn(stack.env.AWS_REGION!, worker.queue));
  try {
    return failedMessages(await stack.invoke(worker.id, event), event).length === 0;
  } catch {
    return false;
  }
}

/** Delivers a message once: it is deleted when that succeeds, and otherwise visible again after its visibility timeout. */
export async function deliver(world: World, worker: Worker, message: Message): Promise<boolean> {
  const QueueUrl = urlOf(world, worker);
  const { ReceiptHandle } = message;
  const done = await hand(world, worker, message);
  if (done) await world.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  else await lapse(world, worker, message);
  return done;
}

/** Lets a message's visibility timeout pass. */
export async function lapse(world: World, worker: Worker, { ReceiptHandle }: Message): Promise<void> {
  world.clock.skip(visibilitySeconds(worker) * 1000);
  await world.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: urlOf(world, worker), ReceiptHandle, VisibilityTimeout: 0 }));
}

/** Moves what is in the dead-letter queue back, as an operator does. Answers how many messages. */
export async function redrive(world: World, worker: Worker): Promise<number> {
  const [QueueUrl, dead] = [urlOf(world, worker), `${urlOf(world, worker)}-dlq`];
  const messages = await receive(world, dead);
  for (const { Body, ReceiptHandle } of messages) {
    await world.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: Body }));
    await world.sqs.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle }));
  }
  return messages.length;
}

export async function purge(world: World): Promise<void> {
  for (const worker of workersOf(world)) {
    await world.sqs.send(new PurgeQueueCommand({ QueueUrl: urlOf(world, worker) }));
    await world.sqs.send(new PurgeQueueCommand({ QueueUrl: `${urlOf(world, worker)}-dlq` }));
  }
}

const ROUNDS = 40;

/** Delivers until nothing is left in the queues, redriving dead letters on the way, or `until` it is enough. Answers what it gave up on. */
export async function drain(world: World, { backwards = false, until = (): boolean => false } = {}): Promise<string[]> {
  for (let round = 0; round < ROUNDS; round++) {
    let found = 0;
    for (const worker of workersOf(world)) {
      const messages = await receive(world, urlOf(world, worker));
      found += messages.length;
      for (const message of backwards ? messages.reverse() : messages) await deliver(world, worker, message);
      if (until()) return [];
      if (messages.length === 0) found += await redrive(world, worker);
    }
    if (found === 0) return [];
  }
  return [`the queues are not empty after ${ROUNDS} rounds of delivery`];
}
