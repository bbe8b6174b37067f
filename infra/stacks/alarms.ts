import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { functionName } from '#shared/contract/endpoint.ts';
import type { QueueName } from '#shared/contract/queues.ts';
import { type AlarmMetric, type AlarmSpec, alarms, runbookSection } from '../alarms.ts';
import type { StageConfig } from '../config.ts';
import { logGroupName } from '../constructs/log-groups.ts';
import { named, pascal } from '../constructs/named.ts';
import type { WorkQueue } from '../constructs/work-queue.ts';

interface AlarmsProps extends StackProps {
  config: StageConfig;
  queues: ReadonlyMap<QueueName, WorkQueue>;
  api: HttpApi;
  /** Names of the log groups in which lines are counted. */
  logs: readonly string[];
}

/** The alarms of `infra/alarms.ts` and the topic that they tell. */
export class AlarmsStack extends Stack {
  readonly #props: AlarmsProps;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id, props);
    this.#props = props;
    const action = new SnsAction(this.#topic());
    for (const spec of alarms) this.#alarm(spec).addAlarmAction(action);
  }

  #topic(): Topic {
    const topic = named(
      'AlarmTopic',
      new Topic(this, 'AlarmTopic', { displayName: `Darkroom ${this.#props.config.stage}`, enforceSSL: true }),
    );
    // A topic with a policy of its own loses the default one, under which CloudWatch may publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    const { alarmEmail } = this.#props.config;
    if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
    return topic;
  }

  #alarm(spec: AlarmSpec): Alarm {
    return named(
      spec.id,
      new Alarm(this, spec.id, {
        alarmName: `darkroom-${this.#props.config.stage}-${spec.id}`,
        alarmDescription: `Customers: ${spec.customers}. What to do: ${runbookSection(spec)}`,
        metric: this.#metric(spec.metric, Duration.minutes(spec.minutes)),
        threshold: spec.threshold,
        evaluationPeriods: spec.times ?? 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
    );
  }

  #metric(metric: AlarmMetric, period: Duration): IMetric {
    const { queues, api, config } = this.#props;
    if (metric.kind === 'dead-letters') {
      return queues.get(metric.queue)!.deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: 'max' });
    }
    if (metric.kind === 'oldest-message') {
      return queues.get(metric.queue)!.queue.metricApproximateAgeOfOldestMessage({ period, statistic: 'max' });
    }
    if (metric.kind === 'function-errors') {
      const FunctionName = `darkroom-${config.stage}-${functionName({ id: metric.contract })}`;
      return new Metric({ namespace: 'AWS/Lambda', metricName: 'Errors', dimensionsMap: { FunctionName }, period, statistic: 'sum' });
    }
    if (metric.kind === 'gateway-errors') return api.metricServerError({ period, statistic: 'sum' });
    return this.#linesMetric(metric, period);
  }

  /**
   * Plain terms, not a JSON pattern: Lambda puts its own columns, or its own JSON, around what a function prints, and a JSON
   * pattern would then match nothing, in silence. Without a default value a metric that never occurs costs nothing.
   */
  #linesMetric({ name, terms }: Extract<AlarmMetric, { kind: 'log-lines' }>, period: Duration): IMetric {
    const { stage } = this.#props.config;
    const metricNamespace = `Darkroom/${stage}`;
    for (const logs of this.#props.logs) {
      const logGroup = LogGroup.fromLogGroupName(this, `${name}In${pascal(logs)}Logs`, logGroupName(stage, logs));
      for (const term of terms) {
        const id = `${pascal(term)}In${pascal(logs)}`;
        const filterPattern = FilterPattern.allTerms(term);
        named(id, new MetricFilter(this, id, { logGroup, metricNamespace, metricName: name, filterPattern, metricValue: '1' }));
      }
    }
    return new Metric({ namespace: metricNamespace, metricName: name, period, statistic: 'sum' });
  }
}
