import { expect, test } from 'vitest';
import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import { dynamoSealedTexts } from '#shared/adapters/dynamo/sealed.ts';
import { withNewKey } from '#shared/adapters/vault/key-ring.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { keyOwner } from '#shared/domain/catalogue/manage.ts';
import { createPartner, rotateSecret } from '#shared/domain/partners/manage.ts';
import { secretAbout, webhookSecretAbout } from '#shared/domain/partners/secrets.ts';
import { secretOwner } from '#shared/domain/publishing/bind.ts';
import { resealAll } from '#shared/domain/vault/reseal.ts';
import { boundAccount } from '#tests/support/platform/publishing.ts';
import { useStack } from '#tests/support/stack.ts';
import { managing, tableOf } from './support.ts';

const stack = useStack();
const sealing = (keys: string) => vault(async () => keys);

test('every secret is sealed under the newest key, and then opens without the ones before it', async () => {
  const table = tableOf(stack());
  const old = stack().secrets.VAULT_KEYS!;
  const parts = managing(stack());
  const { partner, secret, webhookSecret } = await createPartner(parts, { code: 'resealed', name: '' });
  const fresh = await rotateSecret(parts, partner.code, 'day');
  await boundAccount(table, stack().secrets, 'u_1');
  const sealedKey = await parts.vault.seal('sk-1', keyOwner(77));
  const model = {
    name: 'q',
    provider: 'qwen',
    modelName: 'q',
    kind: 'writing',
    config: {},
    creditsCost: 1,
    isActive: true,
    priority: 1,
  } as const;
  await dynamoCatalogue(table).put({ ...model, id: 77, sealedKey });

  const ring = withNewKey(old);
  const texts = dynamoSealedTexts(table);
  expect(await resealAll(sealing(ring), texts)).toEqual({ resealed: 7, current: 0 });
  expect(await resealAll(sealing(ring), texts)).toEqual({ resealed: 0, current: 7 });

  const newest = sealing(ring.split(',')[0]!);
  const opened = new Map<string, string[]>();
  for await (const { about, sealed } of texts.all()) opened.set(about, [...(opened.get(about) ?? []), await newest.open(sealed, about)]);
  expect(opened.get(secretAbout('resealed'))).toEqual([fresh, secret]);
  expect(opened.get(webhookSecretAbout('resealed'))).toEqual([webhookSecret]);
  expect(opened.get(keyOwner(77))).toEqual(['sk-1']);
  expect(opened.get(secretOwner('u_1', 'wechat'))).toHaveLength(1);
});

test('a secret that is rotated while it is sealed anew stays what it was rotated to', async () => {
  const parts = managing(stack());
  const { partner } = await createPartner(parts, { code: 'raced', name: '' });
  const texts = dynamoSealedTexts(tableOf(stack()));
  const all = async function* () {
    for await (const text of texts.all()) if (text.about === secretAbout('raced')) yield text;
  };
  let rotated = '';
  const replace: typeof texts.replace = async (text, fresh) => {
    rotated = await rotateSecret(parts, partner.code, 'none');
    return texts.replace(text, fresh);
  };
  expect(await resealAll(sealing(withNewKey(stack().secrets.VAULT_KEYS)), { all, replace })).toEqual({ resealed: 0, current: 0 });
  const [{ sealed } = { sealed: '' }] = (await parts.partners.find('raced'))!.secrets;
  expect(await parts.vault.open(sealed, secretAbout('raced'))).toBe(rotated);
});
