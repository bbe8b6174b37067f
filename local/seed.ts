import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { addPackage, createPartner, type ManageParts } from '#shared/domain/partners/manage.ts';
import type { PasswordHash } from '#shared/domain/users/ports.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { seedOperator } from './seed-operator.ts';
import type { Secrets } from './settings.ts';

/** The partner of the API's own document, whose secret is as public as that. */
export const SAMPLE_PARTNER = { code: 'hiliad', secret: 'hiliad', uploads: 100 } as const;

/** Puts into a new table what `npm start` promises to be there. */
export async function seed(env: Readonly<Record<string, string>>, secrets: Secrets, operator: Promise<PasswordHash>): Promise<void> {
  // Of its own: the functions' client is made by the first of them.
  const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID!, secretAccessKey: env.AWS_SECRET_ACCESS_KEY! };
  const client = new DynamoDBClient({ region: env.AWS_REGION!, endpoint: env.AWS_ENDPOINT_URL_DYNAMODB!, credentials });
  const table = { name: env.TABLE_NAME!, client };
  const keys = vault(async () => secrets.VAULT_KEYS);
  try {
    await seedPartner({ partners: dynamoPartners(table), prepaid: dynamoPrepaid(table), vault: keys, clock: systemClock });
    await seedOperator(table, await operator);
  } finally {
    client.destroy();
  }
}

async function seedPartner(parts: ManageParts): Promise<void> {
  const { code, secret } = SAMPLE_PARTNER;
  await createPartner(parts, { code, secret, name: 'Sample partner' });
  for (const reference of ['sample-1', 'sample-2']) await addPackage(parts, code, 50, reference);
}
