import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Contract, functionName } from '#shared/contract/endpoint.ts';
import type { QueueName } from '#shared/contract/queues.ts';
import { type Permission, permissionsOf, type Target } from '../grants.ts';
import { acknowledgePrefixes } from '../nag.ts';
import { secretsPath } from '../secrets-path.ts';
import { named } from './named.ts';
import type { Resources } from './resources.ts';

/** The roles of a stack's functions: one for each set of permissions, named after the first function that has it. */
export class Roles extends Construct {
  readonly #resources: Resources;
  readonly #logs: ILogGroup;
  readonly #roles = new Map<string, Role>();

  constructor(scope: Construct, resources: Resources, logs: ILogGroup) {
    super(scope, 'Roles');
    this.#resources = resources;
    this.#logs = logs;
  }

  roleFor(contract: Contract): Role {
    const permissions = permissionsOf(contract);
    const key = JSON.stringify(permissions);
    const role = this.#roles.get(key) ?? this.#make(`${functionName(contract)}Role`, permissions);
    this.#roles.set(key, role);
    return role;
  }

  /** The policy is inline, so whoever depends on the role depends on its permissions. */
  #make(id: string, permissions: Permission[]): Role {
    const statements = permissions.map((permission) => this.#statement(permission));
    const role = new Role(this, id, {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Capabilities: new PolicyDocument({ statements }) },
    });
    acknowledgePrefixes(role);
    return named(id, role);
  }

  /**
   * `dynamodb:LeadingKeys` holds the partition keys of the request's items. Each action inside a TransactWriteItems is authorised by
   * itself, as the action it is and with its own key, so the limit holds in transactions too. `ForAllValues` lets a request without
   * any key through, which none of the granted actions can make. On the index, the key would be the index's own: its read has a
   * statement for itself.
   * Decrypting a secret needs no `kms:Decrypt`: the policy of the key `aws/ssm` lets in whoever SSM lets in.
   */
  #statement({ actions, on, keys }: Permission): PolicyStatement {
    return new PolicyStatement({
      actions: [...actions],
      resources: [this.#arn(on)],
      ...(keys && { conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys.map((key) => `${key}*`) } } }),
    });
  }

  #arn(target: Target): string {
    const { table, tableArn, bucketArn, queues, config, live } = this.#resources;
    const [kind, name = ''] = target.split(/:(.*)/s);
    if (kind === 'table') return table.tableArn;
    if (kind === 'due-index') return `${table.tableArn}/index/due`;
    if (kind === 'stream') return table.tableStreamArn!;
    if (kind === 'streams') return `${tableArn}/stream/*`;
    if (kind === 'connections') return `${live!.stageArn}/POST/@connections/*`;
    if (kind === 'logs') return this.#logs.logGroupArn;
    if (kind === 'objects') return `${bucketArn}/${name}*`;
    if (kind === 'queue') return queues.get(name as QueueName)!.queue.queueArn;
    return Stack.of(this).formatArn({ service: 'ssm', resource: 'parameter', resourceName: secretsPath(config.stage).slice(1) + name });
  }
}
