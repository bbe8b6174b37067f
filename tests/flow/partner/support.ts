import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { vi } from 'vitest';
import type { Stack } from '#local/stack.ts';
import { fromRaw, type Item } from '#shared/adapters/dynamo/items.ts';
import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { addPackage, createPartner, type ManageParts } from '#shared/domain/partners/manage.ts';
import type { PackageSize } from '#shared/domain/partners/prices.ts';
import type { Lane } from '#shared/domain/partners/types.ts';
import { PartnerClient } from '#tests/support/partner.ts';
import { damagedPhoto } from '#tests/support/pictures.ts';
import { eventually } from '#tests/support/stack.ts';

export const tableOf = (stack: Stack): Table => ({ name: stack.table, client: new DynamoDBClient({}) });

/** What an operator works with. */
export const managing = (stack: Stack): ManageParts => ({
  partners: dynamoPartners(tableOf(stack)),
  prepaid: dynamoPrepaid(tableOf(stack)),
  vault: vault(async () => stack.secrets.VAULT_KEYS),
  clock: Date.now,
});

let count = 0;

/** A partner of its own, with these uploads. */
export async function newPartner(
  stack: Stack,
  packages: PackageSize[] = [10],
  lane: Lane = 'bulk',
): Promise<PartnerClient & { account: string }> {
  const code = `partner-${++count}`;
  const parts = managing(stack);
  const { partner, secret } = await createPartner(parts, { code, name: code, lane });
  for (const [at, size] of packages.entries()) await addPackage(parts, code, size, `payment-${at}`);
  return Object.assign(new PartnerClient(stack, { code, secret }), { account: partner.account });
}

/** Small: these tests are not about pictures. Another one at each call, unless it is to be the same. */
export const photo = async (width = 40 + (++count % 500), height = 40 + Math.floor(++count / 500)) => ({
  bytes: await damagedPhoto(width, height),
});

/** Hands in a photo and answers its `mdf`. */
export async function upload(partner: PartnerClient, fields: Parameters<PartnerClient['call']>[1] = {}): Promise<string> {
  const { body, text } = await partner.call('photo/upload', { file: await photo(), repair_type: 'sr', ...fields });
  if (body.code !== 200) throw new Error(`not uploaded: ${text}`);
  return String(body.data?.mdf);
}

/** Asks until the photo is no longer at work. */
export const ended = (partner: PartnerClient, mdf: string) =>
  eventually(async () => {
    const answer = await partner.call('photo/status', { mdf });
    return answer.body.data?.status !== 100 && answer;
  }, 25_000);

/** What an account has, after checking that no upload was lost or made. */
export async function books(stack: Stack, { account }: { account: string }): Promise<{ available: number; held: number; spent: number }> {
  const ledger = dynamoLedger(tableOf(stack));
  const { available, held } = await ledger.balance(account);
  const { entries, total } = await ledger.entries(account, { limit: 1000 });
  if (entries.length !== total) throw new Error(`${total} entries are too many for this test`);
  const sum = entries.reduce((all, { amount }) => all + amount, 0);
  if (available + held !== sum || available < 0 || held < 0)
    throw new Error(`${available} available + ${held} held, but entries make ${sum}`);
  return { available, held, spent: entries.filter(({ kind }) => kind === 'spend').reduce((all, { amount }) => all - amount, 0) };
}

/** Every object in the bucket. */
export async function objects(stack: Stack): Promise<string[]> {
  const { Contents = [] } = await new S3Client({}).send(new ListObjectsV2Command({ Bucket: stack.bucket }));
  return Contents.map(({ Key }) => Key!);
}

/** Every record of the table. */
export async function records(stack: Stack): Promise<(Item & { pk: string; sk: string })[]> {
  const { name, client } = tableOf(stack);
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
  return Items.map((raw) => fromRaw<Item & { pk: string; sk: string }>(raw));
}

const realNow = Date.now;

/** Moves the clock of everything in this process, until it is moved back with 0. */
export function moveClock(ms: number): void {
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + ms);
}
