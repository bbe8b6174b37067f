import { CfnResource, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/**
 * Every finding of cdk-nag's AwsSolutions pack that we live with, and why. Each is acknowledged only on resources of its type; a
 * finding that isn't here stops `cdk synth`.
 */
const accepted: readonly { id: string; on: string; reason: string }[] = [
  {
    id: 'AwsSolutions-APIG4',
    on: 'AWS::ApiGatewayV2::Route',
    reason:
      'Functions check tokens themselves (shared/http): the same code decides locally and on AWS, and errors have the shape of each API.',
  },
  {
    id: 'AwsSolutions-S1',
    on: 'AWS::S3::Bucket',
    reason:
      'Objects are reached only by presigned URLs that our functions make and log; access logs would need a second bucket and cost more than the first.',
  },
  {
    id: 'AwsSolutions-SNS2',
    on: 'AWS::SNS::Topic',
    reason:
      'Alarms say what is wrong and hold no data of customers; encryption that CloudWatch can write to needs a key of our own, 1 USD a month.',
  },
  {
    id: 'AwsSolutions-SQS3',
    on: 'AWS::SQS::Queue',
    reason: 'A dead-letter queue has no dead-letter queue of its own; an alarm says when something is in it.',
  },
];

/** Only in dev, where data is there to be thrown away. */
const acceptedInDev: typeof accepted = [
  {
    id: 'AwsSolutions-DDB3',
    on: 'AWS::DynamoDB::GlobalTable',
    reason: 'Test data is not worth a backup: outside dev the table has point-in-time recovery.',
  },
];

/** A role may end an ARN in a wildcard below one of these: names of objects and of log streams are made at run time. */
const prefixes = /^AwsSolutions-IAM5\[Resource::.+(\/incoming\/\*|\/uploads\/\*|:\*)\]$/;
const prefixReason = 'A prefix, not everything: names below it are made at run time.';

/** Acknowledges what `accepted` lists on the resources that it names. */
export function acknowledgeAccepted(scope: IConstruct, { dev }: { dev: boolean }): void {
  const rules = dev ? [...accepted, ...acceptedInDev] : accepted;
  for (const node of scope.node.findAll()) {
    if (!CfnResource.isCfnResource(node)) continue;
    for (const { id, on, reason } of rules) if (node.cfnResourceType === on) Validations.of(node).acknowledge({ id, reason });
  }
}

/** Acknowledges a role's wildcards that `prefixes` allows. cdk-nag wants each by its full text, so it is asked for it. */
export function acknowledgePrefixes(role: IConstruct): void {
  const findings = new AwsSolutionsChecks().validateScope(role).violations.map(({ ruleName }) => ruleName);
  for (const id of findings) if (prefixes.test(id)) Validations.of(role).acknowledge({ id, reason: prefixReason });
}
