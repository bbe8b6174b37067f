import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { expect, onTestFinished, test } from 'vitest';
import { parseConfig } from '#infra/config.ts';
import { startSsm } from '#local/aws/ssm.ts';
import { examine, hasErrors, linesOf } from '../../../scripts/doctor/examine.ts';
import type { Patient } from '../../../scripts/doctor/finding.ts';
import { startAccount } from './aws.ts';

const deployed = Object.fromEntries(
  ['Data', 'Api', 'MiniProgram', 'Workers', 'Alarms'].map((name) => [`Darkroom-prod-${name}`, 'UPDATE_COMPLETE']),
);
const everySecret = Object.fromEntries(
  ['JWT_SECRET', 'WECHAT_APP_SECRET', 'GEMINI_API_KEY', 'WECHAT_PAY_KEY'].map((name) => [`/darkroom/prod/${name}`, 'value-of-a-secret']),
);

interface Case extends Partial<Parameters<typeof startAccount>[0]> {
  secrets?: Record<string, string>;
  region?: string;
  settings?: Record<string, string>;
}

async function patient({ secrets = everySecret, region = 'ap-southeast-1', settings, ...facts }: Case = {}): Promise<Patient> {
  const account = await startAccount({ concurrency: 1000, stacks: deployed, ...facts });
  const ssm = await startSsm(secrets);
  onTestFinished(async () => {
    account.close();
    await ssm.close();
  });
  const options = { region, endpoint: account.url, credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 };
  const given = { WECHAT_APP_ID: 'wx1', WECHAT_PAY_MCH_ID: '1900000001', GEMINI_BASE_URL: account.url, ...settings };
  return {
    config: parseConfig('prod', { settings: given }),
    region,
    sts: new STSClient(options),
    ssm: new SSMClient({ ...options, endpoint: ssm.endpoint }),
    lambda: new LambdaClient(options),
    cloudformation: new CloudFormationClient(options),
  };
}

test('a healthy stage has nothing but good findings, and shows no secret', async () => {
  const report = await examine(await patient());
  expect(report.flatMap(([, findings]) => findings.filter(({ level }) => level !== 'ok'))).toEqual([]);
  expect(hasErrors(report)).toBe(false);
  expect(linesOf(report).join('\n')).not.toContain('value-of-a-secret');
});

const cases: [what: string, state: Case, finding: RegExp, error: boolean][] = [
  ['unknown credentials', { known: false }, /✗ credentials .*\n.*aws configure/, true],
  ['a region that Gemini does not serve', { region: 'ap-east-1' }, /✗ region .*ap-east-1\n.*Singapore/, true],
  ['a mainland region', { region: 'cn-north-1' }, /✗ region .*cn-north-1/, true],
  ['a new account with 10 Lambdas at once', { concurrency: 10 }, /! concurrency .*only 10.*\n.*Service Quotas/, false],
  [
    'a missing signing key',
    { secrets: {} },
    /✗ secrets .*JWT_SECRET is not set\n.*secrets -- set JWT_SECRET --stage prod --generate/,
    true,
  ],
  [
    'a missing payment key',
    { secrets: { ...everySecret, '/darkroom/other/X': 'x' }, settings: { WECHAT_PAY_VERSION: 'v3' } },
    /! secrets .*WECHAT_PAY_V3_KEY/,
    false,
  ],
  ['a refused Gemini key', { gemini: 403 }, /✗ gemini .*refuses the key/, true],
  ['a retired model', { gemini: 404 }, /✗ gemini .*is gone\n.*IMAGE_MODEL/, true],
  ['an unreachable Gemini', { settings: { GEMINI_BASE_URL: 'http://127.0.0.1:9' } }, /✗ gemini .*no answer/, true],
  ['a mini-program without id', { settings: { WECHAT_APP_ID: '' } }, /✗ wechat .*nobody can log in/, true],
  ['a stack that is not there', { stacks: {} }, /! stacks .*Darkroom-prod-Data is not deployed\n.*cdk deploy --all -c stage=prod/, false],
  ['a stack that failed', { stacks: { ...deployed, 'Darkroom-prod-Api': 'ROLLBACK_COMPLETE' } }, /✗ stacks .*Api: ROLLBACK_COMPLETE/, true],
];

test.each(cases)('%s is found, with its remedy', async (_, state, finding, fatal) => {
  const report = await examine(await patient(state));
  expect(linesOf(report).join('\n')).toMatch(finding);
  expect(hasErrors(report)).toBe(fatal);
});
