import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import type { ManageParts } from '#shared/domain/partners/manage.ts';
import type { Partner } from '#shared/domain/partners/types.ts';
import type { Balance } from '#shared/domain/points/ports.ts';
import { systemClock } from '#shared/kernel/clock.ts';

/** What managing partners takes. Who makes secrets adds the vault; to the others it is weight. */
export const manageParts = (table: Table): Omit<ManageParts, 'vault'> => ({
  partners: dynamoPartners(table),
  prepaid: dynamoPrepaid(table),
  clock: systemClock,
});

/** What a partner has; nothing, should its account be missing. */
export const balanceOf = async ({ prepaid, clock }: Pick<ManageParts, 'prepaid' | 'clock'>, { account }: Partner): Promise<Balance> =>
  (await prepaid.balance(account, clock())) ?? { available: 0, held: 0 };
