import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Worker } from '#shared/contract/endpoint.ts';
import { MAX_RECEIVES, type QueueName, visibilitySeconds } from '#shared/contract/queues.ts';
import { named, pascal } from './named.ts';

const common = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.DESTROY,
  retentionPeriod: Duration.days(14),
};

/**
 * Queues whose dead letters lie with another's: they mean the same to customers, and one alarm, which costs 0.10 USD a month, watches both.
 * Nobody sends dead letters again; if somebody did, SQS knows where each came from.
 */
const deadLettersWith: Partial<Record<QueueName, QueueName>> = { 'writing-jobs': 'image-jobs' };

/** A worker's queue, `ImageJobs`, and where its poison messages end: `ImageJobsDlq`, or another's that was made before. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, worker: Worker, others: ReadonlyMap<QueueName, WorkQueue>) {
    const id = pascal(worker.queue);
    super(scope, id);
    const host = deadLettersWith[worker.queue];
    this.deadLetters = host ? others.get(host)!.deadLetters : named(`${id}Dlq`, new Queue(this, 'Dlq', common));
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
