import { readFileSync } from 'node:fs';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { pascal } from '#infra/constructs/named.ts';
import { createTable } from '#local/aws/table.ts';
import { functionName, isStreamed } from '#shared/contract/endpoint.ts';
import { environmentOf } from '#shared/contract/environment.ts';
import { secretNames } from '#shared/contract/secrets.ts';
import { type Json, ofType, type Resource, synthesise } from './support/synthesis.ts';

const dev = synthesise('dev');
const prod = synthesise('prod');
const properties = (resources: [string, Resource][]) => Object.fromEntries(resources.map(([id, { Properties }]) => [id, Properties]));

test('a stage is a stack for each API and five that they share, with room to grow: CloudFormation takes 500 resources each', () => {
  const apis = new Set(registry.flatMap((contract) => (contract.kind === 'endpoint' ? [contract.api] : [])));
  const own = { mini: 'MiniProgram', partner: 'Partner', platform: 'Platform' };
  expect(Object.keys(prod.stacks).sort()).toEqual(['Alarms', 'Api', 'Data', 'Live', 'Workers', ...[...apis].map((api) => own[api])].sort());
  for (const { Resources } of Object.values(prod.stacks)) expect(Object.keys(Resources).length).toBeLessThan(350);
});

test('every contract is a Lambda that a person can name', () => {
  const functions = properties(ofType(prod, 'AWS::Lambda::Function'));
  expect(Object.keys(functions).sort()).toEqual(registry.map(functionName).sort());
  for (const contract of registry) {
    const made = functions[functionName(contract)]!;
    expect(made.FunctionName).toBe(`darkroom-prod-${functionName(contract)}`);
    expect(made.Runtime).toBe('nodejs24.x');
    expect(made.Architectures).toEqual(['arm64']);
    expect(made.Timeout).toBe(contract.timeoutSeconds ?? 29);
    expect(made.MemorySize).toBe(contract.memory ?? 512);
    expect(made.ReservedConcurrentExecutions).toBeUndefined();
    expect(String(made.Description).length, 'what CloudFormation takes').toBeLessThanOrEqual(256);
    expect(made.Layers !== undefined).toBe(contract.layers !== undefined);
  }
});

test('a function has the environment variables of its capabilities and no others', () => {
  const functions = properties(ofType(prod, 'AWS::Lambda::Function'));
  for (const contract of registry) {
    const { Variables = {} } = (functions[functionName(contract)]!.Environment ?? {}) as { Variables?: Record<string, Json> };
    expect(Object.keys(Variables).sort(), contract.id).toEqual(environmentOf(contract.uses));
  }
});

test('no secret is in a template: functions are told only where secrets are', () => {
  const text = JSON.stringify(prod.stacks);
  for (const name of secretNames) expect(text).not.toContain(`"${name}"`);
  expect(text).toContain('"SECRETS_PATH":"/darkroom/prod/"');
});

test('data outlives its stack outside dev, and only there', () => {
  for (const [stage, policy] of [
    [prod, 'Retain'],
    [dev, 'Delete'],
  ] as const) {
    expect(stage.stacks.Data!.Resources.Table!.DeletionPolicy).toBe(policy);
    expect(stage.stacks.Data!.Resources.Uploads!.DeletionPolicy).toBe(policy);
    const [replica] = stage.stacks.Data!.Resources.Table!.Properties.Replicas as {
      PointInTimeRecoverySpecification: Json;
      DeletionProtectionEnabled: Json;
    }[];
    expect(replica!.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: policy === 'Retain' });
    expect(replica!.DeletionProtectionEnabled).toBe(policy === 'Retain');
  }
});

test('the local table is the one on AWS', async () => {
  let local: CreateTableCommand | undefined;
  const recorder = {
    send: async (command: unknown) => {
      if (command instanceof CreateTableCommand) local = command;
    },
  };
  await createTable(recorder as unknown as DynamoDBClient, 'table');
  const { KeySchema, GlobalSecondaryIndexes, AttributeDefinitions, TimeToLiveSpecification } =
    prod.stacks.Data!.Resources.Table!.Properties;
  expect(local!.input.KeySchema).toEqual(KeySchema);
  expect(local!.input.GlobalSecondaryIndexes).toEqual(GlobalSecondaryIndexes);
  expect(local!.input.AttributeDefinitions).toEqual(AttributeDefinitions);
  expect(TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true });
});

test('a queue hides a message for longer than its worker runs, and gives it up after three tries', () => {
  for (const contract of registry) {
    if (contract.kind !== 'worker') continue;
    const id = pascal(contract.queue);
    const { VisibilityTimeout, RedrivePolicy, SqsManagedSseEnabled } = prod.stacks.Data!.Resources[id]!.Properties;
    expect(VisibilityTimeout).toBeGreaterThan(contract.timeoutSeconds!);
    const deadLetters = id === 'WritingJobs' ? 'ImageJobsDlq' : `${id}Dlq`;
    expect(RedrivePolicy).toMatchObject({ maxReceiveCount: 3, deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters, 'Arn'] } });
    expect(SqsManagedSseEnabled).toBe(true);
    expect(prod.stacks.Data!.Resources[deadLetters]!.Properties.MessageRetentionPeriod).toBe(14 * 86_400);
    const source = prod.stacks.Workers!.Resources[`${functionName(contract)}Source`]!.Properties;
    expect(source).toMatchObject({
      BatchSize: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  }
});

test('every log group forgets: 30 days, 7 in dev', () => {
  for (const [stage, days] of [
    [prod, 30],
    [dev, 7],
  ] as const) {
    const groups = ofType(stage, 'AWS::Logs::LogGroup');
    // The Api stack's is the access log; Data and Alarms have no functions.
    expect(groups.length).toBe(Object.keys(stage.stacks).length - 2);
    for (const [id, { Properties }] of groups) expect(Properties.RetentionInDays, id).toBe(days);
  }
});

test('the access log holds routes and no paths, which can name pictures', () => {
  const { AccessLogSettings } = prod.stacks.Api!.Resources.DefaultStage!.Properties as { AccessLogSettings: { Format: string } };
  expect(AccessLogSettings.Format).toContain('$context.routeKey');
  expect(AccessLogSettings.Format).not.toMatch(/\$context\.(path|http\.path|identity)/);
});

test('every endpoint and every moment of a connection has its route; everything else reaches gateway/not-found', () => {
  const routes = ofType(prod, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties.RouteKey);
  const expected = registry.flatMap((contract) =>
    contract.kind === 'socket'
      ? [contract.route]
      : contract.kind !== 'endpoint' || isStreamed(contract)
        ? []
        : [contract.path === '$default' ? '$default' : `${contract.method} ${contract.path}`],
  );
  expect(routes.toSorted()).toEqual(expected.toSorted());
});

test('whatever can carry tags says which app, stage and API it is paid for', () => {
  for (const type of ['AWS::Lambda::Function', 'AWS::SQS::Queue', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup']) {
    for (const [id, { Properties }] of ofType(prod, type)) {
      const tags = Object.fromEntries((Properties.Tags as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]));
      expect(tags, id).toMatchObject({
        app: 'darkroom',
        stage: 'prod',
        api: expect.stringMatching(/^(mini-program|partner|platform|shared)$/),
      });
    }
  }
});

test('another processor is a setting, for functions and their layer alike', () => {
  const x86 = synthesise('prod', { arch: 'x86_64' });
  for (const [id, { Properties }] of ofType(x86, 'AWS::Lambda::Function')) expect(Properties.Architectures, id).toEqual(['x86_64']);
  expect(x86.stacks.Workers!.Resources.Sharp!.Properties.CompatibleArchitectures).toEqual(['x86_64']);
});

test('a domain of its own is a setting', () => {
  const domain = { name: 'api.example.com', certificateArn: 'arn:aws:acm:ap-southeast-1:123456789012:certificate/1' };
  const { stacks } = synthesise('prod', { region: 'ap-southeast-1', domain });
  expect(stacks.Api!.Resources.Domain!.Properties.DomainName).toBe('api.example.com');
  const { Variables } = stacks.MiniProgram!.Resources.WechatPaymentCreate!.Properties.Environment as { Variables: Record<string, Json> };
  expect(Variables.PUBLIC_URL).toBe('https://api.example.com');
});

test("a mistake in the stage's file is named", () => {
  expect(() => synthesise('prod', { arch: 'arm' })).toThrow(/prod\.json: .*arch/s);
  expect(() => synthesise('prod', { settings: { IMAGE_MODLE: 'x' } })).toThrow(/IMAGE_MODLE/);
  expect(() => synthesise('prod', { concurrency: { 'image-jobs': 1, 'video-jobs': 2 } })).toThrow(/image-jobs/);
});

test('every suppression of cdk-nag silences something: no finding is accepted that nothing has', () => {
  const checks = new AwsSolutionsChecks();
  Object.assign(checks, { isAcknowledged: () => false });
  const found = checks.validateScope(dev.app).violations.map(({ ruleName }) => ruleName);
  const source = readFileSync(new URL('../../infra/nag.ts', import.meta.url), 'utf8');
  const accepted = [...source.matchAll(/id: '(AwsSolutions-\w+)'/g)].map(([, id]) => id);
  expect(accepted.length).toBeGreaterThan(1);
  expect(found).toEqual(expect.arrayContaining(accepted));
});
