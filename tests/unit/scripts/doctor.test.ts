import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { parseConfig } from '#infra/config.ts';
import { startSsm } from '#local/aws/ssm.ts';
import { createAlipay } from '#local/outside/alipay/alipay.ts';
import { alipaySecrets, alipaySettings, createAlipayCredentials } from '#local/outside/alipay/credentials.ts';
import { startOutside } from '#local/outside/host.ts';
import { createWechatCredentials, wechatSecrets, wechatSettings } from '#local/outside/wechat/credentials.ts';
import { createWechatPay } from '#local/outside/wechat/pay.ts';
import { examine, hasErrors, linesOf } from '../../../scripts/doctor/examine.ts';
import type { Patient } from '../../../scripts/doctor/finding.ts';
import { startAccount } from './aws.ts';

const deployed = Object.fromEntries(
  ['Data', 'Api', 'MiniProgram', 'Partner', 'Platform', 'Workers', 'Alarms'].map((name) => [`Darkroom-prod-${name}`, 'UPDATE_COMPLETE']),
);
const [wechat, alipay] = await Promise.all([createWechatCredentials(), createAlipayCredentials()]);
const outside = await startOutside({ port: 0, services: [createWechatPay(wechat), createAlipay(alipay)] });
afterAll(() => outside.close());

const ofProd = (secrets: Record<string, string>) =>
  Object.fromEntries(Object.entries(secrets).map(([name, value]) => [`/darkroom/prod/${name}`, value]));
const everySecret = ofProd({
  ...Object.fromEntries(['JWT_SECRET', 'VAULT_KEYS', 'GEMINI_API_KEY'].map((name) => [name, 'value-of-a-secret'])),
  ...wechatSecrets(wechat),
  ...alipaySecrets(alipay),
});
const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(everySecret).filter(([path]) => !names.some((name) => path.endsWith(`/${name}`))));

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
  const payments = {
    ...{ ...wechatSettings(wechat), WECHAT_PAY_BASE_URL: `${outside.url}/wechatpay` },
    ...{ ...alipaySettings(alipay), ALIPAY_GATEWAY_URL: `${outside.url}/alipay/gateway.do` },
  };
  const given = { ...payments, GEMINI_BASE_URL: account.url, ...settings };
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
  for (const value of Object.values(everySecret)) expect(linesOf(report).join('\n')).not.toContain(value);
  expect(linesOf(report).join('\n')).toMatch(/✓ payments .*WeChat Pay \(v2, merchant 1900000109\) answers\n✓ payments .*Alipay .* answers/);
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
    { secrets: { ...without('WECHAT_PAY_V3_KEY'), '/darkroom/other/X': 'x' }, settings: { WECHAT_PAY_VERSION: 'v3' } },
    /! secrets .*WECHAT_PAY_V3_KEY/,
    false,
  ],
  [
    'a payment key of another merchant',
    { secrets: { ...everySecret, ...ofProd({ WECHAT_PAY_KEY: 'x'.repeat(32) }) } },
    /✗ payments .*WeChat Pay .*refuses: SIGNERROR.*\n.*WECHAT_PAY_KEY/,
    true,
  ],
  [
    "the app's own key in place of Alipay's",
    { secrets: { ...everySecret, ...ofProd({ ALIPAY_PUBLIC_KEY: alipay.app.publicKey }) } },
    /✗ payments .*your own app's key.*\n.*支付宝公钥/,
    true,
  ],
  [
    'a private key of another app',
    { secrets: { ...everySecret, ...ofProd({ ALIPAY_PRIVATE_KEY: wechat.merchant.privateKey }) } },
    /✗ payments .*Alipay .*refuses: isv.invalid-signature/,
    true,
  ],
  [
    "another key than Alipay's",
    { secrets: { ...everySecret, ...ofProd({ ALIPAY_PUBLIC_KEY: wechat.platform.publicKey }) } },
    /! payments .*Alipay .*验签失败.*nobody can pay/,
    false,
  ],
  [
    'a missing key of Alipay',
    { secrets: without('ALIPAY_PRIVATE_KEY') },
    /! secrets .*ALIPAY_PRIVATE_KEY is not set: nobody can pay with Alipay/,
    false,
  ],
  ['that Alipay is not set up', { settings: { ALIPAY_APP_ID: '' } }, /✓ payments .*Alipay is not set up/, false],
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
