import { CloudFormationClient, DescribeStackResourceCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { Environment } from '#shared/contract/environment.ts';
import type { ReadSecret } from '#shared/contract/secrets.ts';
import { localStack } from '../invoke/local-stack.ts';
import { UsageError } from '../operator/command.ts';
import { regionOption, stageConfig } from '../operator/stage.ts';
import { secretValue } from '../secrets/parameters.ts';

/** A stage's own table and secrets, with the rights of whoever runs the command. */
export interface OpenStage {
  stage: string;
  table: Table;
  secret: ReadSecret;
  /** What its functions are told. */
  settings(): Promise<Environment>;
}

export async function openStage(stage: string | undefined): Promise<OpenStage> {
  return stage === 'local' ? openLocal() : openDeployed(stage);
}

async function openLocal(): Promise<OpenStage> {
  const { env } = await localStack();
  Object.assign(process.env, env);
  return { ...opened('local', env.TABLE_NAME!, {}), settings: async () => env };
}

async function openDeployed(name: string | undefined): Promise<OpenStage> {
  const config = stageConfig(name);
  const options = regionOption(config);
  const stage = opened(config.stage, await tableName(config.stage, new CloudFormationClient(options)), options);
  return { ...stage, settings: async () => ({ ...config.settings, PUBLIC_URL: await publicUrl(config.stage, options) }) };
}

const opened = (stage: string, name: string, options: { region?: string }): Omit<OpenStage, 'settings'> => {
  const ssm = new SSMClient(options);
  return { stage, table: { name, client: new DynamoDBClient(options) }, secret: (secret) => secretValue(ssm, stage, secret) };
};

/** The table has the name that CloudFormation gave it. */
async function tableName(stage: string, cloudformation: CloudFormationClient): Promise<string> {
  const StackName = `Darkroom-${stage}-Data`;
  try {
    const { StackResourceDetail } = await cloudformation.send(new DescribeStackResourceCommand({ StackName, LogicalResourceId: 'Table' }));
    return StackResourceDetail!.PhysicalResourceId!;
  } catch (reason) {
    const { message } = reason as Error;
    throw new UsageError(`The table of ${stage} can't be found: ${message}. Deploy it with: npx cdk deploy --all -c stage=${stage}`);
  } finally {
    cloudformation.destroy();
  }
}

/** Where clients find the API, as its stack says. */
async function publicUrl(stage: string, options: { region?: string }): Promise<string> {
  const cloudformation = new CloudFormationClient(options);
  try {
    const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName: `Darkroom-${stage}-Api` }));
    return Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'Url')?.OutputValue ?? '';
  } finally {
    cloudformation.destroy();
  }
}
