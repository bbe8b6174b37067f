import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measure, type UnitCase, unitCases } from '#tests/support/meter/cases/index.ts';
import { inAll } from '#tests/support/meter/counts.ts';
import { documentedUnits, rowOf } from '#tests/support/meter/page.ts';
import { startWorld, type World } from '#tests/support/meter/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ videoMs: 1000 });
});
afterAll(() => world?.close());

const documented = await documentedUnits();
const nameOf = ({ id, when }: { id: string; when: string }) => [id, when].filter(Boolean).join(': ');
const find = (id: string, when = ''): UnitCase => unitCases.find((one) => one.id === id && one.when === when)!;

test('docs/units.md has a row for each function and situation, once', () => {
  expect(documented.map(nameOf)).toEqual(unitCases.map(nameOf));
});

describe('costs what docs/units.md says', () => {
  test.each(unitCases.map((one) => ({ ...one, name: nameOf(one) })))('$name', async (one) => {
    expect(rowOf(one, await measure(world, one))).toEqual(documented.find((row) => nameOf(row) === nameOf(one)));
  });
});

describe('the promises behind the numbers', () => {
  test('a returning login costs 2 units at most', async () => {
    expect(inAll(await measure(world, find('wechat/login', 'a returning user')))).toBeLessThanOrEqual(2);
  });

  test.each(['', 'a wrong password', 'an unknown user'])('a login at the platform writes 2 units at most, its limits: %s', async (when) => {
    expect((await measure(world, find('v1/auth/login', when))).writeUnits).toBeLessThanOrEqual(2);
  });

  test.each(['', 'the limit is met'])('a rate check is one write unit, and one round trip: %s', async (when) => {
    const { operations, writeUnits } = await measure(world, find('v1/auth/me', when));
    expect(operations.UpdateItem).toEqual({ readUnits: 0, writeUnits: 1, indexUnits: 0, roundTrips: 1 });
    expect(writeUnits).toBe(1);
  });

  test('a hold is one write unit', async () => {
    const { operations } = await measure(world, find('image/restore'));
    expect(operations.UpdateItem).toEqual({ readUnits: 0, writeUnits: 1, indexUnits: 0, roundTrips: 1 });
  });

  test.each(['a picture is made', 'a prompt of 2,000 Chinese characters'])(
    'settling is one transaction of at most 6 write units: %s',
    async (when) => {
      const { operations } = await measure(world, find('workers/image', when));
      expect(operations.TransactWriteItems?.roundTrips).toBe(1);
      expect(operations.TransactWriteItems?.writeUnits).toBeLessThanOrEqual(6);
    },
  );

  test.each(['a recharge, with Alipay', 'a recharge, with WeChat Pay', 'a membership'])(
    'a payment is credited in at most 8 write units: %s',
    async (when) => {
      const { writeUnits, operations } = await measure(world, find('v1/credit/payment-notify', when));
      expect([operations.TransactWriteItems?.roundTrips, writeUnits <= 8]).toEqual([1, true]);
    },
  );

  test('page 1,000 of the transactions costs what page 1 costs', async () => {
    const [first, last] = [
      await measure(world, find('v1/credit/transactions', 'page 1 of 1,000')),
      await measure(world, find('v1/credit/transactions', 'page 1,000 of 1,000')),
    ];
    expect(last).toEqual(first);
  });

  test('looking at the balance writes nothing but the count of the call', async () => {
    const { operations, writeUnits } = await measure(world, find('v1/credit/balance'));
    expect([writeUnits, operations.UpdateItem?.roundTrips]).toEqual([1, 1]);
  });
});
