import { afterAll, beforeAll, expect, test } from 'vitest';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { withNewKey } from '#shared/adapters/vault/key-ring.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { authenticatePartner } from '#shared/domain/partners/authenticate.ts';
import {
  addPackage,
  createPartner,
  type ManageParts,
  rotateSecret,
  rotateWebhookSecret,
  updatePartner,
} from '#shared/domain/partners/manage.ts';
import { withFaults } from '#tests/support/faults.ts';
import { partnerToken } from '#tests/support/partner.ts';
import { startTable, type TestTable } from '#tests/support/table.ts';

let db: TestTable;
beforeAll(async () => {
  db = await startTable();
});
afterAll(() => db?.close());

const keys = withNewKey();
const partsOf = (table = db.table): ManageParts => ({
  partners: dynamoPartners(table),
  prepaid: dynamoPrepaid(table),
  vault: vault(async () => keys),
  clock: Date.now,
});
const authenticate = (code: string, secret: string) => authenticatePartner(partsOf(), partnerToken(secret), code);

test('a new partner has an empty account and a secret that opens it', async () => {
  const { partner, secret, webhookSecret } = await createPartner(partsOf(), { code: 'ada', name: 'Ada Photo' });
  expect(await authenticate('ada', secret)).toMatchObject(partner);
  expect(webhookSecret).toMatch(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/);
  expect(await dynamoPrepaid(db.table).balance(partner.account, Date.now())).toEqual({ available: 0, held: 0 });
});

test('a partner that was made while its first try was still under way is told its secret, not that its code is taken', async () => {
  let tries = 0;
  const client = db.client();
  client.middlewareStack.add(
    (handle) => async (args) => {
      const answer = await handle(args);
      // As often as the SDK itself asks again under the same request token.
      if (tries++ < 4) throw Object.assign(new Error('still under way'), { name: 'TransactionInProgressException' });
      return answer;
    },
    { step: 'deserialize', name: 'in progress', priority: 'high' },
  );
  const { secret } = await createPartner(partsOf({ ...db.table, client }), { code: 'slow', name: '' });
  expect(tries).toBe(4);
  expect(await authenticate('slow', secret)).toMatchObject({ code: 'slow' });
  await expect(createPartner(partsOf(), { code: 'slow', name: '' })).rejects.toMatchObject({ code: 'request.invalid' });
});

test('no secret is in the table as it is', async () => {
  const { secret, webhookSecret } = await createPartner(partsOf(), { code: 'sealed', name: '' });
  const stored = JSON.stringify(await partsOf().partners.find('sealed'));
  for (const told of [secret, webhookSecret, webhookSecret.slice(6)]) expect(stored).not.toContain(told);
});

test('a partner that comes from somewhere else keeps its secret', async () => {
  await createPartner(partsOf(), { code: 'Old-Partner_1', name: '', secret: 'theirs' });
  expect(await authenticate('Old-Partner_1', 'theirs')).toMatchObject({ code: 'Old-Partner_1' });
});

test('a code is given once, also when two ask at once', async () => {
  const asked = await Promise.allSettled([1, 2, 3].map(() => createPartner(partsOf(), { code: 'twice', name: '' })));
  expect(asked.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  await expect(createPartner(partsOf(), { code: 'twice', name: '' })).rejects.toMatchObject({
    code: 'request.invalid',
    message: 'code twice 已存在',
  });
});

test.each(['', 'with space', '中文', 'a/b', 'x'.repeat(65)])('%j can’t be a code', async (code) => {
  await expect(createPartner(partsOf(), { code, name: '' })).rejects.toMatchObject({ code: 'request.invalid', details: { field: 'code' } });
});

test('a rotated secret is another one; the old one lives as long as was asked', async () => {
  const { secret } = await createPartner(partsOf(), { code: 'rotating', name: '' });
  const second = await rotateSecret(partsOf(), 'rotating', 'hour');
  await authenticate('rotating', secret);
  await authenticate('rotating', second);
  const third = await rotateSecret(partsOf(), 'rotating', 'none');
  await authenticate('rotating', third);
  for (const old of [secret, second]) await expect(authenticate('rotating', old)).rejects.toMatchObject({ code: 'request.unauthorized' });
  const before = (await partsOf().partners.find('rotating'))!.secrets;
  await rotateWebhookSecret(partsOf(), 'rotating', 'day');
  expect((await partsOf().partners.find('rotating'))!.secrets).toEqual(before);
});

test('rotations at the same moment leave every secret that was told usable', async () => {
  await createPartner(partsOf(), { code: 'busy', name: '' });
  const told = await Promise.all([1, 2, 3].map(() => rotateSecret(partsOf(), 'busy', 'day')));
  for (const secret of told) await authenticate('busy', secret);
});

test('a rotation whose answer was lost is the one that was told', async () => {
  await createPartner(partsOf(), { code: 'lossy', name: '' });
  const client = withFaults(db.client(), (operation) => (operation === 'UpdateItemCommand' && !lost++ ? 'lose-answer' : undefined));
  let lost = 0;
  const secret = await rotateSecret(partsOf({ ...db.table, client }), 'lossy', 'none');
  expect(lost).toBeGreaterThan(1);
  await authenticate('lossy', secret);
});

test('suspended is suspended at once, and resumed too', async () => {
  const { secret } = await createPartner(partsOf(), { code: 'paused', name: '' });
  await updatePartner(partsOf(), 'paused', { state: 'suspended' });
  await expect(authenticate('paused', secret)).rejects.toMatchObject({ code: 'partner.suspended' });
  await updatePartner(partsOf(), 'paused', { state: 'active', lane: 'priority' });
  expect(await authenticate('paused', secret)).toMatchObject({ lane: 'priority' });
});

test('a package is added to who paid for it, and a payment for one package buys no other', async () => {
  const { partner } = await createPartner(partsOf(), { code: 'buyer', name: '' });
  expect(await addPackage(partsOf(), 'buyer', 10, 'bank-1')).toMatchObject({ uploads: 10, price: 15_000 });
  await expect(addPackage(partsOf(), 'buyer', 200, 'bank-1')).rejects.toMatchObject({ details: { field: 'reference' } });
  await expect(addPackage(partsOf(), 'nobody', 10, 'bank-1')).rejects.toMatchObject({ code: 'partner.not_found' });
  expect(await dynamoPrepaid(db.table).balance(partner.account, Date.now())).toEqual({ available: 10, held: 0 });
});

test('all partners are listed by their codes', async () => {
  const codes = await partsOf().partners.codes();
  expect(codes).toEqual(expect.arrayContaining(['ada', 'buyer']));
  expect(codes).toEqual(codes.toSorted());
});
