import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { permissionsOf } from '#infra/grants.ts';
import { measure, type UnitCase, unitCases } from '#tests/support/meter/cases/index.ts';
import { type Counts, inAll } from '#tests/support/meter/counts.ts';
import { documentedUnits, rowOf } from '#tests/support/meter/page.ts';
import { startWorld, type World } from '#tests/support/meter/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ videoMs: 1000 });
});
afterAll(() => world?.close());

const documented = await documentedUnits();
const nameOf = ({ id, when }: { id: string; when: string }) => [id, when].filter(Boolean).join(': ');
const named = (cases: readonly UnitCase[]) => cases.map((one) => ({ ...one, name: nameOf(one) }));
const find = (id: string, when = ''): UnitCase => unitCases.find((one) => one.id === id && one.when === when)!;

/** What the function's role allows on the table, as the meter names it. */
function allowed(id: string): Set<string> {
  const permissions = permissionsOf(registry.find((contract) => contract.id === id)!);
  return new Set(
    permissions.flatMap(({ actions, on, keys = [] }) => {
      if (on === 'due-index') return ['dynamodb:Query due'];
      return on === 'table' ? actions.flatMap((action) => keys.map((key) => `${action} ${key}`)) : [];
    }),
  );
}

/** What no unit case does: a refused request frees its key. */
const freedKey: UnitCase = {
  id: 'image/restore',
  when: 'refused, with a key',
  async prepare(world) {
    const { token } = await world.signIn();
    const headers = { 'idempotency-key': 'k' };
    return () => world.call('POST', '/api/image/restore', { token, headers, form: { imageKey: 'nobody' }, status: 400 });
  },
};

/** The first comparison of a day writes its report; it has to come before any other. */
const firstBooks: UnitCase = {
  id: 'schedules/reconcile',
  when: 'the first time',
  prepare: async (world) => () => world.stack.runSchedule('schedules/reconcile'),
};

/** What all of them touched. */
const used = new Set<string>();
/** What each of them cost: none is played twice. */
const measured = new Map<string, Counts>();

async function play(one: UnitCase): Promise<{ counts: Counts; touched: string[] }> {
  const act = await one.prepare(world);
  world.meter.touched();
  const counts = await measure(world, { ...one, prepare: async () => act });
  const touched = [...world.meter.touched()];
  for (const touch of touched) used.add(touch);
  measured.set(nameOf(one), counts);
  return { counts, touched };
}

const countsOf = async (one: UnitCase): Promise<Counts> => measured.get(nameOf(one)) ?? (await play(one)).counts;

/** No emulator enforces IAM, so a missing grant would show on AWS first. */
const beyondRole = ({ id }: UnitCase, touched: readonly string[]) => {
  const role = allowed(id);
  return touched.filter((touch) => !role.has(touch));
};

test('docs/units.md has a row for each function and situation, once', () => {
  expect(documented.map(nameOf)).toEqual(unitCases.map(nameOf));
});

test.each(named([firstBooks, freedKey]))('$name touches only what its role allows', async (one) => {
  expect(beyondRole(one, (await play(one)).touched)).toEqual([]);
});

test.each(named(unitCases))('$name costs what docs/units.md says and touches only what its role allows', async (one) => {
  const { counts, touched } = await play(one);
  expect(rowOf(one, counts)).toEqual(documented.find((row) => nameOf(row) === nameOf(one)));
  expect(beyondRole(one, touched)).toEqual([]);
});

test('every grant on the table is needed by some function', () => {
  const granted = new Set(registry.flatMap(({ id }) => [...allowed(id)]));
  expect([...granted].filter((grant) => !used.has(grant))).toEqual([]);
});

describe('the promises behind the numbers', () => {
  test('a returning login costs 2 units at most', async () => {
    expect(inAll(await countsOf(find('wechat/login', 'a returning user')))).toBeLessThanOrEqual(2);
  });

  test.each(['', 'a wrong password', 'an unknown user'])('a login at the platform writes 2 units at most, its limits: %s', async (when) => {
    expect((await countsOf(find('v1/auth/login', when))).writeUnits).toBeLessThanOrEqual(2);
  });

  test.each(['', 'the limit is met'])('a rate check is one write unit, and one round trip: %s', async (when) => {
    const { operations, writeUnits } = await countsOf(find('v1/auth/me', when));
    expect(operations.UpdateItem).toEqual({ readUnits: 0, writeUnits: 1, indexUnits: 0, roundTrips: 1 });
    expect(writeUnits).toBe(1);
  });

  test('a hold is one write unit', async () => {
    const { operations } = await countsOf(find('image/restore'));
    expect(operations.UpdateItem).toEqual({ readUnits: 0, writeUnits: 1, indexUnits: 0, roundTrips: 1 });
  });

  test.each(['a picture is made', 'a prompt of 2,000 Chinese characters'])(
    'settling is one transaction of at most 6 write units: %s',
    async (when) => {
      const { operations } = await countsOf(find('workers/image', when));
      expect(operations.TransactWriteItems?.roundTrips).toBe(1);
      expect(operations.TransactWriteItems?.writeUnits).toBeLessThanOrEqual(6);
    },
  );

  test.each(['a recharge, with Alipay', 'a recharge, with WeChat Pay', 'a membership'])(
    'a payment is credited in at most 8 write units: %s',
    async (when) => {
      const { writeUnits, operations } = await countsOf(find('v1/credit/payment-notify', when));
      expect([operations.TransactWriteItems?.roundTrips, writeUnits <= 8]).toEqual([1, true]);
    },
  );

  test('page 1,000 of the transactions costs what page 1 costs', async () => {
    const [first, last] = [
      await countsOf(find('v1/credit/transactions', 'page 1 of 1,000')),
      await countsOf(find('v1/credit/transactions', 'page 1,000 of 1,000')),
    ];
    expect(last).toEqual(first);
  });

  test('looking at the balance writes nothing but the count of the call', async () => {
    const { operations, writeUnits } = await countsOf(find('v1/credit/balance'));
    expect([writeUnits, operations.UpdateItem?.roundTrips]).toEqual([1, 1]);
  });
});
