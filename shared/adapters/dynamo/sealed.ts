import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/client-dynamodb';
import { keyOwner } from '../../domain/catalogue/manage.ts';
import type { OfferedModel } from '../../domain/catalogue/types.ts';
import { secretAbout, webhookSecretAbout } from '../../domain/partners/secrets.ts';
import type { Partner, SealedSecret } from '../../domain/partners/types.ts';
import { secretOwner } from '../../domain/publishing/bind.ts';
import type { Binding } from '../../domain/publishing/ports.ts';
import type { SealedText, SealedTexts } from '../../domain/vault/ports.ts';
import { fromRaw, type Item, type Key, updateItem } from './items.ts';
import type { Table } from './table.ts';

/** `path`: where in its item, `#list[1].#sealed`, with the names that it is made of. */
interface Found extends SealedText {
  key: Key;
  path: string;
  names: Record<string, string>;
}

/** What tells an item that holds any. */
const FIELDS = ['secrets', 'webhookSecrets', 'sealedKey', 'sealedSecret'] as const;

/** Every secret that lies sealed in the table: partners', models', publishing accounts'. Reads the whole table: for operators, and rarely. */
export const dynamoSealedTexts = (table: Table): SealedTexts<Found> => ({
  async *all() {
    for await (const item of itemsWith(table)) yield* textsOf(item);
  },
  replace: async ({ key, path, names, sealed }, fresh) => {
    const expression = { update: `SET ${path} = :fresh`, condition: `${path} = :sealed`, names };
    return (await updateItem(table, key, { ...expression, values: { ':fresh': fresh, ':sealed': sealed } })).ok;
  },
});

async function* itemsWith({ client, name }: Table): AsyncGenerator<Key & Item> {
  let from: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({
        TableName: name,
        ConsistentRead: true,
        FilterExpression: FIELDS.map((field) => `attribute_exists(${field})`).join(' OR '),
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const item of page.Items ?? []) yield fromRaw<Key & Item>(item);
    from = page.LastEvaluatedKey;
  } while (from);
}

function* textsOf({ pk, sk, ...item }: Key & Item): Generator<Found> {
  const key = { pk, sk };
  const { secrets = [], webhookSecrets = [], code } = item as Partial<Partner>;
  if (code !== undefined) {
    yield* listed(key, 'secrets', secrets, secretAbout(code));
    yield* listed(key, 'webhookSecrets', webhookSecrets, webhookSecretAbout(code));
  }
  const { sealedKey, id } = item as Partial<OfferedModel>;
  if (sealedKey !== undefined) yield { key, about: keyOwner(id!), sealed: sealedKey, path: '#sealed', names: { '#sealed': 'sealedKey' } };
  const { sealedSecret, account, platform } = item as Partial<Binding>;
  if (sealedSecret !== undefined)
    yield { key, about: secretOwner(account!, platform!), sealed: sealedSecret, path: '#sealed', names: { '#sealed': 'sealedSecret' } };
}

function* listed(key: Key, field: string, secrets: readonly SealedSecret[], about: string): Generator<Found> {
  for (const [at, { sealed }] of secrets.entries())
    yield { key, about, sealed, path: `#list[${at}].#sealed`, names: { '#list': field, '#sealed': 'sealed' } };
}
