import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { permissionsOf } from '#infra/grants.ts';
import { type UnitCase, unitCases } from '#tests/support/meter/cases/index.ts';
import { startWorld, type World } from '#tests/support/meter/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ videoMs: 500 });
});
afterAll(() => world?.close());

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

const nameOf = ({ id, when }: UnitCase) => [id, when].filter(Boolean).join(': ');

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

/** What all of them touched, each done once: it is there when the tests above have run. */
const used = new Set<string>();

// No emulator enforces IAM, so a missing grant would show on AWS first.
test.each([firstBooks, ...unitCases, freedKey].map((one) => ({ ...one, name: nameOf(one) })))(
  '$name touches only what its role allows',
  async ({ id, prepare }) => {
    const act = await prepare(world);
    world.meter.touched();
    await act();
    const role = allowed(id);
    const touched = [...world.meter.touched()];
    for (const touch of touched) used.add(touch);
    expect(touched.filter((touch) => !role.has(touch))).toEqual([]);
  },
);

test('every grant on the table is needed by some function', () => {
  const granted = new Set(registry.flatMap(({ id }) => [...allowed(id)]));
  expect([...granted].filter((grant) => !used.has(grant))).toEqual([]);
});
