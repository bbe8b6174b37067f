import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { Budget, timeUntilTold } from '#proof/budget.ts';
import { casesOf } from '#proof/faults/cases/index.ts';
import { fits, inTurns, sitesOf } from '#proof/faults/explore.ts';
import { ledgerProblems, settledProblems } from '#proof/faults/invariants.ts';
import { readOptions, sharded } from '#proof/faults/options.ts';
import { planted } from '#proof/faults/plants/grow.ts';
import { plants } from '#proof/faults/plants/index.ts';
import { Director } from '#proof/faults/proxy/director.ts';
import { type Exchange, labelOf, numbered } from '#proof/faults/proxy/labels.ts';
import { shuffled } from '#proof/faults/random.ts';
import { scenariosOf } from '#proof/faults/scenarios/index.ts';
import { variantOf, variants } from '#proof/faults/variants.ts';

const exchange = (service: Exchange['service'], url: string, target = '', body = ''): Exchange => ({
  service,
  method: 'POST',
  url: new URL(url, 'http://127.0.0.1'),
  headers: { 'x-amz-target': target },
  body: Buffer.from(body),
});

test('a call is named without what differs from run to run', () => {
  const key = '{"Key":{"pk":{"S":"ACCOUNT#user_1736250123_abc"},"sk":{"S":"JOB#req_1"}}}';
  expect(labelOf(exchange('dynamodb', '/', 'DynamoDB_20120810.UpdateItem', key))).toBe('dynamodb UpdateItem ACCOUNT#/JOB#');
  expect(labelOf(exchange('storage', '/bucket/uploads/restored_1.jpg'))).toBe('s3 POST uploads/');
  expect(labelOf(exchange('storage', '/', 'AmazonSQS.SendMessage'))).toBe('sqs SendMessage');
  expect(labelOf(exchange('outside', '/gemini/v1beta/interactions/v1_0123456789abcdef'))).toBe(
    'outside POST /gemini/v1beta/interactions/*',
  );
});

test('what only a container’s first run calls is marked as such', () => {
  expect(sitesOf(['ssm GetParameters', 'x', 'x'], ['x', 'x'])).toEqual([
    { site: 'ssm GetParameters #1', cold: true },
    { site: 'x #1', cold: false },
    { site: 'x #2', cold: false },
  ]);
  expect(numbered(['a', 'b', 'a'])).toEqual(['a #1', 'b #1', 'a #2']);
});

test('a fault strikes its call once; another one of the same kind is left alone', () => {
  const director = new Director();
  const call = exchange('storage', '/', 'AmazonSQS.SendMessage');
  director.arm({ site: 'sqs SendMessage #2', fault: 'kill', late: false, meanwhile: async () => {} });
  expect([1, 2, 3].map(() => director.next(call)?.fault)).toEqual([undefined, 'kill', undefined]);
  expect(director.struck).toBe(true);
});

test('a fault can be for the first call that begins like something, whatever else is in it', () => {
  const director = new Director();
  const call = exchange('storage', '/bucket/uploads/a.jpg');
  director.arm({ site: 's3 POST', begins: true, fault: 'kill', late: false, meanwhile: async () => {} });
  expect([1, 2].map(() => director.next(call)?.fault)).toEqual(['kill', undefined]);
});

test('a conflict is for writes to the table alone', () => {
  expect(['dynamodb TransactWriteItems a #1', 'dynamodb GetItem a #1', 'sqs SendMessage #1'].map((site) => fits('conflict', site))).toEqual(
    [true, false, false],
  );
});

test('every function that may write, every worker with each of its senders and every timed task is a case', () => {
  const targets = new Set(casesOf(registry).map(({ target }) => target));
  // Live updates own nothing: what isn't told isn't told again.
  const others = registry.filter(({ id, kind }) => (kind === 'worker' || kind === 'schedule') && !targets.has(id));
  const costly = registry.filter((contract) => contract.kind === 'endpoint' && contract.idempotent && !targets.has(contract.id));
  expect([...others, ...costly].map(({ id }) => id)).toEqual([]);
  expect([...targets]).toEqual(expect.arrayContaining(['v1/auth/register', 'v1/auth/login']));
  // Counting how often somebody called, and looking something up by POST, changes nothing.
  expect(['third/company-nums', 'image/job-status'].filter((id) => targets.has(id))).toEqual([]);
  expect(new Set(casesOf(registry).map(({ id }) => id)).size).toBe(casesOf(registry).length);
});

test('each planted bug fits the code as it is, and names what ought to catch it', async () => {
  for (const plant of plants) {
    const variant = variantOf(plant.variant);
    const known = [...casesOf(registry, variant), ...scenariosOf(registry, variant)].map(({ id }) => id);
    for (const edit of [plant, ...(plant.also ?? [])]) expect(planted(await readFile(edit.file, 'utf8'), edit)).not.toBe('');
    for (const place of plant.shows) expect(known.some((id) => id.startsWith(place))).toBe(true);
  }
  expect(plants.length).toBeGreaterThanOrEqual(12);
});

const at = 1_736_250_123_000;
const bonus = { sequence: 1, kind: 'bonus' as const, amount: 100, balanceAfter: 100, cause: 'user_1', description: '', at };
const account = {
  ...{ id: 'user_1', openid: 'o', nickname: '', avatar: '', createdAt: at },
  ...{ points: 100, held: 0, holds: {}, sequence: 1, jobsEnded: 0 },
};

test('books that are in order have no problem, and a point too many is one', () => {
  expect(ledgerProblems({ account, entries: [bonus], jobs: [] })).toEqual([]);
  expect(ledgerProblems({ account: { ...account, points: 101 }, entries: [bonus], jobs: [] })).toHaveLength(1);
  expect(settledProblems({ account: { ...account, points: 90, held: 10, holds: { req_1: 10 } }, entries: [bonus], jobs: [] })).toEqual([
    'a hold never ended',
  ]);
});

test('20 seeds in full, one in quick, and a wrong option is refused', () => {
  expect(readOptions([]).seeds).toEqual([1]);
  expect(readOptions(['--full', '--seed', '7']).seeds).toHaveLength(20);
  for (const form of ['--full', '--quick']) expect(readOptions([form, '--seeds', '2', '--seed', '7']).seeds).toEqual([7, 1016]);
  for (const bad of [
    ['--seeds', 'x'],
    ['--full', '--seeds', '0'],
  ])
    expect(() => readOptions(bad)).toThrow('--seeds');
  expect(() => readOptions(['--seed', 'x'])).toThrow('--seed');
  expect(() => readOptions(['--fast'])).toThrow();
});

test('the quick form has a budget; a part that somebody asks for is whole, and so is --full', () => {
  expect(readOptions([])).toMatchObject({ isBudgeted: true, budgetMs: 240_000 });
  expect(readOptions(['--budget', '10', '--only', 'x'])).toMatchObject({ isBudgeted: true, budgetMs: 10_000 });
  for (const args of [['--full'], ['--only', 'sweep']]) {
    expect(readOptions(args)).toMatchObject({ isBudgeted: false, budgetMs: Number.POSITIVE_INFINITY });
  }
  expect(() => readOptions(['--budget', 'soon'])).toThrow('--budget');
});

test('shards are all of it, and nothing twice', () => {
  const things = Array.from({ length: 10 }, (_, at) => at);
  const shards = ['1/3', '2/3', '3/3'].map((shard) => sharded(things, readOptions(['--shard', shard]).shard));
  expect(shards.flat().sort((a, b) => a - b)).toEqual(things);
  expect(sharded(things, readOptions([]).shard)).toEqual(things);
  for (const bad of ['0/2', '3/2', '1', 'x']) expect(() => readOptions(['--shard', bad])).toThrow('--shard');
});

test('a part of a budget is a part of what is left, and each is spent in its time', () => {
  let now = 0;
  const budget = new Budget(100, () => now);
  now = 40;
  const share = budget.share(1, 3);
  expect([budget.left, share.left]).toEqual([60, 20]);
  now = 60;
  expect([budget.isSpent, share.isSpent]).toEqual([false, true]);
});

test('SIGTERM spends every budget: what was found by then is told', () => {
  const now = timeUntilTold();
  const [endless, share] = [new Budget(Number.POSITIVE_INFINITY, now), new Budget(1000, now).share(1, 2)];
  expect([endless.isSpent, share.isSpent]).toEqual([false, false]);
  process.emit('SIGTERM');
  expect([endless.isSpent, share.isSpent]).toEqual([true, true]);
});

test('a sample is the same for the same seed, and another for another', () => {
  const list = Array.from({ length: 20 }, (_, at) => at);
  expect(shuffled(list, 'a')).toEqual(shuffled(list, 'a'));
  expect(shuffled(list, 'a')).not.toEqual(shuffled(list, 'b'));
  expect([...shuffled(list, 'a')].sort((a, b) => a - b)).toEqual(list);
});

test('a variant has the cases that it makes a difference to, under names of their own', () => {
  const ids = variants.map((variant) => casesOf(registry, variant).map(({ id }) => id));
  expect(ids[1]).toEqual(['workers/video < image/animate (Veo)', 'workers/video < v1/video/generate (Veo)']);
  expect(ids[2]).toContain('wechat/payment-notify (Pay v3)');
  expect(new Set(ids.flat()).size).toBe(ids.flat().length);
});

test('the cases take turns in one seed after the other, and each of their faults has one', () => {
  const strikesOf = (name: string, sites: number) => ({
    name,
    strikes: [1, 0].flatMap((round) =>
      Array.from({ length: sites }, (_, at) => ({ round, seed: at, cold: false, blow: { site: `${at}`, fault: 'kill' as const } })),
    ),
  });
  const turns = [...inTurns([strikesOf('a', 3), strikesOf('b', 1)])];
  expect(turns.map(({ name, strike, isFirst }) => `${strike.round}${name}${strike.blow.site}${isFirst ? '!' : ''}`)).toEqual([
    '0a0!',
    '0b0!',
    '0a1',
    '0a2',
    '1a0',
    '1b0',
    '1a1',
    '1a2',
  ]);
  expect([...inTurns([strikesOf('a', 0)])]).toEqual([]);
});
