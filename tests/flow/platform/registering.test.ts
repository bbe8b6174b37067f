import { afterAll, beforeAll, expect, test } from 'vitest';
import { getItem, type Item, queryItems } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { insert } from '#shared/adapters/dynamo/transaction.ts';
import { readUser } from '#shared/adapters/dynamo/user-record.ts';
import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { folded } from '#shared/domain/users/names.ts';
import type { Gift, PasswordHash } from '#shared/domain/users/ports.ts';
import { register } from '#shared/domain/users/register.ts';
import { isFault } from '#shared/kernel/fault.ts';
import { randomText } from '#shared/kernel/ids.ts';
import { type WireFault, withFaults } from '#tests/support/faults.ts';
import { startTable, type TestTable } from '#tests/support/table.ts';
import { trials } from '#tests/support/trials.ts';

let db: TestTable;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db.close());

const hash: PasswordHash = { algorithm: 'scrypt', cost: 2, block: 1, parallel: 1, salt: new Uint8Array(1), hash: new Uint8Array(1) };
const passwords = { hash: async () => hash };
const TRIALS = trials(200);
const newReferralCode = () => randomText(6).toUpperCase();
let count = 0;
const person = () => ({ username: `Person${++count}`, email: `Person${count}@example.com`, password: 'password123' });
const table = (next: (operation: string) => WireFault | undefined) => ({ ...db.table, client: withFaults(db.client(), next) });
const partsOn = (where = db.table) => ({ users: dynamoUsers(where), passwords, newReferralCode, clock: () => 1_790_000_000_000 });

/** Whose each reservation is; `undefined` where there is none. */
async function holders({ username, email }: { username: string; email: string }) {
  const items = await Promise.all([keys.username(folded(username)), keys.email(folded(email))].map((key) => getItem(db.table, key)));
  return items.map((item) => item?.account);
}

test(`${TRIALS} registrations under every fault of the wire are whole or not there`, async () => {
  const faults: (WireFault | undefined)[] = ['fail', 'lose-answer', 'throttle', 'conflict', undefined, undefined];
  const outcomes = { created: 0, failed: 0 };
  for (let trial = 0; trial < TRIALS; trial++) {
    const asked = person();
    let calls = 0;
    const parts = partsOn(table(() => faults[(trial * 7 + ++calls * 5) % faults.length]));
    const user = await register(parts, asked).catch((error: unknown) => {
      // Nobody else asked for these names: whatever else may be said, they are not taken.
      expect(isFault(error, 'request.invalid')).toBe(false);
      return undefined;
    });
    const [byName, byEmail] = await holders(asked);
    expect(byName).toBe(byEmail);
    if (user) expect(byName).toBe(user.id);
    if (typeof byName === 'string') {
      const record = (await readUser(db.table, byName))!;
      expect(record).toMatchObject({ username: asked.username, points: 0, held: 0, sequence: 0 });
      expect(await dynamoUsers(db.table).byReferralCode(record.referralCode)).toBe(byName);
    }
    outcomes[user ? 'created' : 'failed'] += 1;
  }
  expect(outcomes.created).toBeGreaterThan(TRIALS / 2);
}, 120_000);

test('a registration whose answer is lost is one account, and says so', async () => {
  const asked = person();
  const faults: WireFault[] = ['lose-answer', 'lose-answer'];
  const parts = partsOn(table((operation) => (operation.startsWith('TransactWriteItems') ? faults.pop() : undefined)));
  const user = await register(parts, asked);
  expect(faults).toEqual([]);
  expect(await holders(asked)).toEqual([user.id, user.id]);
});

test('a referral code that somebody has is exchanged for another', async () => {
  const first = await register(partsOn(), person());
  const codes = [first.referralCode, first.referralCode, 'FRESH2'];
  const second = await register({ ...partsOn(), newReferralCode: () => codes.shift()! }, person());
  expect(second.referralCode).toBe('FRESH2');
});

test('gifts are there from the beginning, as the first entries of the ledger, and are not given to who was refused', async () => {
  const gifts: Gift[] = [
    { amount: 100, cause: 'activity-1', description: '新用户注册送积分' },
    { amount: 20, cause: 'activity-2', description: '限时加赠' },
  ];
  const asked = person();
  const user = await register({ ...partsOn(), giftsAt: async () => gifts }, asked);
  expect(user.points).toBe(120);
  expect(await readUser(db.table, user.id)).toMatchObject({ points: 120, held: 0, sequence: 2 });
  const entries = await queryItems<Item>(db.table, 'pk = :pk AND begins_with(sk, :sk)', {
    ':pk': keys.account(user.id).pk,
    ':sk': 'ENTRY#',
  });
  expect(entries).toMatchObject([
    { sequence: 1, kind: 'bonus', amount: 100, balanceAfter: 100, cause: 'activity-1' },
    { sequence: 2, kind: 'bonus', amount: 20, balanceAfter: 120, cause: 'activity-2' },
  ]);
  await expect(register({ ...partsOn(), giftsAt: async () => gifts }, asked)).rejects.toMatchObject({ code: 'request.invalid' });
});

test('what others write with a registration is there with it, and only then', async () => {
  const beside = (username: string) => ({ pk: `REFERRAL#beside-${username}`, sk: 'BESIDE' });
  const users = dynamoUsers(db.table, async (_, { user }) => [insert(db.table, beside(user.username))]);
  const asked = person();
  await register({ ...partsOn(), users }, asked);
  expect(await getItem(db.table, beside(asked.username))).toBeDefined();
  const refused = { ...person(), email: asked.email };
  await expect(register({ ...partsOn(), users }, refused)).rejects.toMatchObject({ details: { field: 'email' } });
  expect(await getItem(db.table, beside(refused.username))).toBeUndefined();
});

test('who brought somebody is remembered', async () => {
  const ada = await register(partsOn(), person());
  const grace = await register(partsOn(), { ...person(), referral_code: ada.referralCode.toLowerCase() });
  expect((await readUser(db.table, grace.id))?.referredBy).toBe(ada.id);
});
