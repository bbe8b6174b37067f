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
    reason: 'Functions check tokens themselves (shared/http): one code decides locally and on AWS, and errors have the shape of each API.',
  },
  {
    id: 'AwsSolutions-S1',
    on: 'AWS::S3::Bucket',
    reason: 'Objects are reached only by presigned URLs that our functions make; access logs would need, and fill, a second bucket.',
  },
];

/** What else may end in a wildcard, and why. */
const others: readonly { finding: RegExp; reason: string }[] = [
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+\/POST\/@connections\/\*\]$/,
    reason: 'Connections are made at run time; sending to them is all that it allows.',
  },
  {
    finding: /^AwsSolutions-IAM5\[Resource::.+\/stream\/\*\]$/,
    reason: 'Which streams the table has; Lambda asks for it when an event source is made (SAM, DynamoDBStreamReadPolicy).',
  },
];

/** A role may end an ARN in a wildcard below one of these: names of objects are made at run time. */
const prefixes = /^AwsSolutions-IAM5\[Resource::.+\/(incoming|texts|uploads|partner)\/\*\]$/;
const prefixReason = 'A prefix, not everything: names of objects below it are made at run time.';

/** Acknowledges what `accepted` lists on the resources that it names. */
export function acknowledgeAccepted(scope: IConstruct): void {
  for (const node of scope.node.findAll()) {
    if (!CfnResource.isCfnResource(node)) continue;
    for (const { id, on, reason } of accepted) if (node.cfnResourceType === on) Validations.of(node).acknowledge({ id, reason });
  }
}

/** Acknowledges a role's wildcards that `prefixes` allows. cdk-nag wants each by its full text, so it is asked for it. */
export function acknowledgePrefixes(role: IConstruct): void {
  const findings = new AwsSolutionsChecks().validateScope(role).violations.map(({ ruleName }) => ruleName);
  for (const id of findings) {
    const reason = prefixes.test(id) ? prefixReason : others.find(({ finding }) => finding.test(id))?.reason;
    if (reason !== undefined) Validations.of(role).acknowledge({ id, reason });
  }
}
