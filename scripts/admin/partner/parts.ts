import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { dynamoWebhooks } from '#shared/adapters/dynamo/webhooks.ts';
import { vault } from '#shared/adapters/vault/vault.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import type { OpenStage } from '../context.ts';
import type { PartnerParts } from './action.ts';

export const partsOf = ({ table, secret }: OpenStage): PartnerParts => ({
  partners: dynamoPartners(table),
  prepaid: dynamoPrepaid(table),
  ledger: dynamoLedger(table),
  webhooks: dynamoWebhooks(table),
  vault: vault(() => secret('VAULT_KEYS')),
  clock: systemClock,
});
