import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { named } from './named.ts';

/** `/darkroom/prod/workers`: one log group for each stack, so that following a job needs one query. Streams carry the function's name. */
export const logGroupName = (stage: string, name: string): string => `/darkroom/${stage}/${name}`;

/** Goes with its stack: a log group that outlived it would keep its name, and the next deploy would fail on that. */
export const logGroup = (scope: Construct, { stage, logRetention }: StageConfig, name: string): LogGroup =>
  named(
    'Logs',
    new LogGroup(scope, 'Logs', {
      logGroupName: logGroupName(stage, name),
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    }),
  );
