import { ssmVault } from '#functions/vault.wiring.ts';
import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';
import { publicWeb } from '#shared/adapters/public-fetch/web.ts';
import type { Environment } from '#shared/contract/environment.ts';
import type { ManageParts } from '#shared/domain/catalogue/manage.ts';

/** What managing models takes. */
export const manageParts = (env: Environment, table: Table): ManageParts => ({
  catalogue: dynamoCatalogue(table),
  vault: ssmVault(env),
  web: publicWeb(env),
});
