import { setTimeout as delay } from 'node:timers/promises';
import { DeleteMessageCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Worker } from '#shared/contract/endpoint.ts';
import type { Functions } from './functions.ts';
import { failedMessages, sqsEvent } from './sqs-event.ts';

/** Short, so that pausing is quick: a receive can't be called back once the queue has it. */
const WAIT_SECONDS = 1;
const RETRY_MS = 250;
const DRAIN_MS = 1000;

export interface QueueSource {
  url: string;
  arn: string;
  /** Messages that are worked on at the same time, one for each invocation. */
  concurrency: number;
}

/** Lambda's event source mapping of one queue. */
export interface Poller {
  resume(): void;
  /** Resolves when nothing more is received; what runs goes on. */
  pause(): Promise<void>;
  /** Stops at once, and gives what runs a second to end. */
  close(): Promise<void>;
}

/**
 * Hands a queue's messages to its worker, one each. A message is deleted when its run succeeds. Otherwise it is left
 * alone, so that it comes again after its visibility timeout, and ends in the dead-letter queue.
 */
export function createPoller(client: SQSClient, worker: Worker, source: QueueSource, functions: Functions): Poller {
  const running = new Set<Promise<void>>();
  const closed = new AbortController();
  let active = false;
  let loop = Promise.resolve();

  async function poll(): Promise<void> {
    while (active) {
      if (running.size >= source.concurrency) await Promise.race(running);
      else for (const message of await receive()) start(message);
    }
  }

  async function receive(): Promise<Message[]> {
    const free = Math.min(10, source.concurrency - running.size);
    const command = new ReceiveMessageCommand({
      QueueUrl: source.url,
      MaxNumberOfMessages: free,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    try {
      return (await client.send(command, { abortSignal: closed.signal })).Messages ?? [];
    } catch {
      await delay(active ? RETRY_MS : 0);
      return [];
    }
  }

  function start(message: Message): void {
    const run = handle(message).finally(() => running.delete(run));
    running.add(run);
  }

  async function handle(message: Message): Promise<void> {
    const event = sqsEvent([message], source.arn);
    try {
      const failed = failedMessages(await functions.invoke(worker, event), event);
      if (failed.length > 0) return;
      await client.send(new DeleteMessageCommand({ QueueUrl: source.url, ReceiptHandle: message.ReceiptHandle }));
    } catch {
      // The run's failure has been reported; the message stays, and comes again.
    }
  }

  const pause = () => {
    active = false;
    return loop;
  };
  return {
    resume() {
      if (active) return;
      active = true;
      loop = loop.then(poll);
    },
    pause,
    async close() {
      closed.abort();
      const drained = pause().then(() => Promise.all(running));
      await Promise.race([drained, delay(DRAIN_MS)]);
    },
  };
}
