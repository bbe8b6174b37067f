import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { examine, hasErrors, linesOf } from './doctor/examine.ts';
import { run, UsageError } from './operator/command.ts';
import { regionOption, stageConfig } from './operator/stage.ts';

const help = `npm run doctor -- --stage STAGE

Looks at what a stage needs: credentials, region, concurrency, secrets, Gemini, WeChat, payments, stacks. Changes nothing.
Every finding comes with its remedy. Exit code 1 when something can't work.`;

await run(async () => {
  const { values } = parseArgs({ options: { stage: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return console.log(help);
  const config = stageConfig(values.stage);
  const options = regionOption(config);
  const sts = new STSClient(options);
  const region = await sts.config.region().catch(() => {
    throw new UsageError(`No region: set "region" in infra/config/${config.stage}.json, or AWS_REGION.`);
  });
  const report = await examine({
    ...{ config, region, sts },
    ssm: new SSMClient(options),
    lambda: new LambdaClient(options),
    cloudformation: new CloudFormationClient(options),
  });
  console.log(linesOf(report).join('\n'));
  if (hasErrors(report)) process.exitCode = 1;
});
