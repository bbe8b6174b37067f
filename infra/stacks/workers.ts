import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule as Rate, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { functionName, type Schedule, type Worker } from '#shared/contract/endpoint.ts';
import { Functions } from '../constructs/functions.ts';
import { logGroup } from '../constructs/log-groups.ts';
import { named } from '../constructs/named.ts';
import type { Resources } from '../constructs/resources.ts';

interface WorkersProps extends StackProps {
  resources: Resources;
  workers: readonly Worker[];
  schedules: readonly Schedule[];
}

/** What runs without a client waiting: the queues' consumers and the timed tasks. */
export class WorkersStack extends Stack {
  readonly #functions: Functions;

  constructor(scope: Construct, id: string, { resources, workers, schedules, ...props }: WorkersProps) {
    super(scope, id, props);
    this.#functions = new Functions(this, resources, logGroup(this, resources.config, 'workers'));
    for (const worker of workers) this.#consumer(worker, resources);
    for (const schedule of schedules) this.#timed(schedule);
  }

  /** One message at a time: a worker's time is a model's time, and a batch would wait for its slowest. */
  #consumer(worker: Worker, { queues, config }: Resources): void {
    const id = `${functionName(worker)}Source`;
    named(
      id,
      new EventSourceMapping(this, id, {
        target: this.#functions.make(worker),
        eventSourceArn: queues.get(worker.queue)!.queue.queueArn,
        batchSize: 1,
        reportBatchItemFailures: true,
        maxConcurrency: config.concurrency[worker.queue],
      }),
    );
  }

  /** An EventBridge rule: free, and it needs no role. A run that fails is not repeated: the next one does its work. */
  #timed(schedule: Schedule): void {
    const id = `${functionName(schedule)}Rule`;
    const target = new LambdaTarget(this.#functions.make(schedule), { retryAttempts: 0, maxEventAge: Duration.minutes(1) });
    named(id, new Rule(this, id, { description: schedule.summary, schedule: rateOf(schedule), targets: [target] }));
  }
}

const BEIJING_HOURS = 8;

/** Rules know only UTC, and Beijing no summer time. */
function rateOf({ everyMinutes, at }: Schedule): Rate {
  if (at === undefined) return Rate.rate(Duration.minutes(everyMinutes));
  const [hour, minute] = at.split(':').map(Number) as [number, number];
  return Rate.cron({ hour: String((hour + 24 - BEIJING_HOURS) % 24), minute: String(minute) });
}
