import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { alarms, runbookSection } from '#infra/alarms.ts';
import { pascal } from '#infra/constructs/named.ts';
import { costTable, monthlyCosts, total } from '#infra/costs/estimate.ts';
import { deadLettersOf, ofType, synthesise } from './support/synthesis.ts';

const docs = resolve(import.meta.dirname, '../../docs');
const page = (name: string): string => readFileSync(join(docs, name), 'utf8');
const synthesis = synthesise('prod', { alarmEmail: 'ops@example.com' });
const made = ofType(synthesis, 'AWS::CloudWatch::Alarm');

test('every queue has a dead-letter queue, and an alarm on it', () => {
  const watched = made.map(([, { Properties }]) => JSON.stringify(Properties.Dimensions ?? ''));
  const queues = registry.flatMap((contract) => (contract.kind === 'worker' ? [pascal(contract.queue)] : []));
  for (const id of queues) {
    const deadLetters = deadLettersOf(synthesis, id);
    expect(
      watched.some((dimensions) => dimensions.includes(deadLetters)),
      id,
    ).toBe(true);
  }
});

test('every alarm says what customers notice, and its runbook section is there', () => {
  const headings = [...page('runbook.md').matchAll(/^## (\w+)$/gm)].map(([, heading]) => heading!);
  expect(headings).toEqual(alarms.map(({ id }) => id));
  for (const spec of alarms) {
    const { Properties } = made.find(([id]) => id === spec.id)![1];
    expect(Properties.AlarmDescription).toContain(`Customers: ${spec.customers}`);
    expect(Properties.AlarmDescription).toContain(runbookSection(spec));
    expect((Properties.AlarmActions as unknown[]).length).toBe(1);
  }
});

test('alarms are one metric each, and not many more than CloudWatch gives away', () => {
  expect(made.length).toBe(alarms.length);
  expect(made.length).toBeLessThanOrEqual(20);
  for (const [id, { Properties }] of made) expect(Properties.Metrics, id).toBeUndefined();
});

test('an alarm on a function names one that exists', () => {
  const functions = ofType(synthesis, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties.FunctionName);
  for (const [id, { Properties }] of made) {
    if (Properties.Namespace !== 'AWS/Lambda') continue;
    const [dimension] = Properties.Dimensions as { Value: string }[];
    expect(functions, id).toContain(dimension!.Value);
  }
});

test('lines of a retired model and of a wrong payment are counted in every log group they can be in', () => {
  const filters = ofType(synthesis, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => [
    Properties.FilterPattern,
    Properties.LogGroupName,
  ]);
  for (const terms of ['"ai.retired"', '"payment.mismatch"', '"books.differ"']) {
    const groups = filters.filter(([pattern]) => pattern === terms).map(([, group]) => group);
    const ofFunctions = ofType(synthesis, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.LogGroupName);
    expect(groups).toEqual(expect.arrayContaining(['/darkroom/prod/mini-program', '/darkroom/prod/workers']));
    // Neither the gateway nor live updates ever write them.
    const others = ['/darkroom/prod/access', '/darkroom/prod/live'];
    expect(groups.toSorted()).toEqual(ofFunctions.filter((name) => !others.includes(String(name))).toSorted());
  }
});

test('whoever is to be told is told, over TLS only', () => {
  const [[, subscription]] = ofType(synthesis, 'AWS::SNS::Subscription') as unknown as [[string, { Properties: object }]];
  expect(subscription.Properties).toMatchObject({ Protocol: 'email', Endpoint: 'ops@example.com' });
  const policy = JSON.stringify(ofType(synthesis, 'AWS::SNS::TopicPolicy'));
  expect(policy).toContain('"aws:SecureTransport":"false"');
  expect(policy).toContain('"cloudwatch.amazonaws.com"');
});

test('a stage that nobody calls costs less than 2 USD a month, with what AWS gives every account every month', () => {
  expect(total(monthlyCosts(0, true))).toBeLessThan(2);
  const idle = total(monthlyCosts(0, false));
  expect(idle).toBeLessThan(4);
  expect(idle).toBeGreaterThan(1);
});

test('nothing in a stage is paid for by the hour', () => {
  const hourly = [
    'AWS::EC2::',
    'AWS::SecretsManager::',
    'AWS::KMS::',
    'AWS::Lambda::Version',
    'AWS::Lambda::Alias',
    'AWS::ElastiCache::',
    'AWS::RDS::',
    'AWS::WAFv2::',
  ];
  for (const [id, { Type }] of synthesis.resources)
    expect(
      hourly.some((prefix) => Type.startsWith(prefix)),
      id,
    ).toBe(false);
  expect(synthesis.stacks.Data!.Resources.Table!.Properties.BillingMode).toBe('PAY_PER_REQUEST');
});

test('the table of docs/costs.md is calculated: node scripts/costs.ts', () => {
  const bare = (text: string) => text.replace(/[ -]+/g, '');
  expect(bare(page('costs.md'))).toContain(bare(costTable()));
});
