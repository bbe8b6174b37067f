import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SSMClient } from '@aws-sdk/client-ssm';
import type { STSClient } from '@aws-sdk/client-sts';
import type { StageConfig } from '#infra/config.ts';

/** `error`: it won't work like this. `warning`: it works, but not as well as it could. */
export interface Finding {
  level: 'ok' | 'warning' | 'error';
  message: string;
  /** What to do about it; every finding that isn't `ok` has one. */
  remedy?: string;
}

export interface Patient {
  config: StageConfig;
  region: string;
  sts: STSClient;
  ssm: SSMClient;
  lambda: LambdaClient;
  cloudformation: CloudFormationClient;
}

/** One thing that is looked at. What it throws is an error of its own. */
export interface Check {
  name: string;
  look(patient: Patient): Promise<Finding[]>;
}

export const ok = (message: string): Finding => ({ level: 'ok', message });
export const warning = (message: string, remedy: string): Finding => ({ level: 'warning', message, remedy });
export const error = (message: string, remedy: string): Finding => ({ level: 'error', message, remedy });
