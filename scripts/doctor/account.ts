import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { type Check, error, type Finding, ok, warning } from './finding.ts';

export const credentials: Check = {
  name: 'credentials',
  async look({ sts }) {
    try {
      const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
      return [ok(`account ${Account} as ${Arn?.split('/').at(-1)}`)];
    } catch (reason) {
      return [error(`AWS doesn't know you: ${(reason as Error).message}`, 'Run aws configure (or aws sso login), or set AWS_PROFILE.')];
    }
  },
};

/** Google doesn't serve Gemini to mainland China or Hong Kong (ai.google.dev/gemini-api/docs/available-regions). */
export const region: Check = {
  name: 'region',
  look: async ({ region: name }) => {
    if (name.startsWith('cn-') || name === 'ap-east-1') {
      return [
        error(
          `Gemini can't be reached from ${name}`,
          'Deploy to ap-southeast-1 (Singapore) or ap-northeast-1 (Tokyo): "region" in infra/config.',
        ),
      ];
    }
    return [ok(name)];
  },
};

/** Below this, waiting requests and workers can use up everything at once. */
const COMFORTABLE = 50;

export const concurrency: Check = {
  name: 'concurrency',
  async look({ lambda, config }) {
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
    const limit = AccountLimit?.ConcurrentExecutions ?? 0;
    if (limit >= COMFORTABLE) return [ok(`${limit} Lambdas at once`)];
    const wait = config.settings.WAIT_SECONDS;
    const remedy = `Ask for 1,000 under Service Quotas → AWS Lambda → Concurrent executions (free); until then a WAIT_SECONDS of 5 in infra/config/${config.stage}.json (now ${wait}) keeps requests from waiting for each other.`;
    return [warning(`only ${limit} Lambdas at once: a request that waits for its picture holds one of them`, remedy)];
  },
};

const parts = ['Data', 'Api', 'MiniProgram', 'Partner', 'Platform', 'Workers', 'Alarms'];

export const stacks: Check = {
  name: 'stacks',
  look: async (patient) => Promise.all(parts.map((part) => stack(patient, `Darkroom-${patient.config.stage}-${part}`))),
};

async function stack({ cloudformation, config }: Parameters<Check['look']>[0], StackName: string): Promise<Finding> {
  const deploy = `npx cdk deploy --all -c stage=${config.stage}`;
  try {
    const { Stacks = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    const status = Stacks[0]?.StackStatus ?? 'unknown';
    if (/^(CREATE|UPDATE)_COMPLETE$/.test(status)) return ok(`${StackName}: ${status}`);
    return error(`${StackName}: ${status}`, `Read why under CloudFormation → ${StackName} → Events, then: ${deploy}`);
  } catch (reason) {
    const { message } = reason as Error;
    return message.includes('does not exist') ? warning(`${StackName} is not deployed`, deploy) : error(`${StackName}: ${message}`, deploy);
  }
}
