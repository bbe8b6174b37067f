import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Worker } from '#shared/contract/endpoint.ts';
import { MAX_RECEIVES, visibilitySeconds } from '#shared/contract/queues.ts';
import { named } from './named.ts';

const common = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.DESTROY,
  retentionPeriod: Duration.days(14),
};

/** A worker's queue, `ImageJobs`, and where its poison messages end, `ImageJobsDlq`. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, worker: Worker) {
    const id = queueId(worker.queue);
    super(scope, id);
    this.deadLetters = named(`${id}Dlq`, new Queue(this, 'Dlq', common));
    this.queue = named(
      id,
      new Queue(this, 'Queue', {
        ...common,
        visibilityTimeout: Duration.seconds(visibilitySeconds(worker)),
        deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
      }),
    );
  }
}

/** `image-jobs` → `ImageJobs`. */
export const queueId = (queue: string): string => queue.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
