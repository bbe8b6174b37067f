import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import type { Table } from '#shared/adapters/dynamo/table.ts';

/** Forgets what operators did to the models: they are what a new stage offers. */
export async function resetModels(table: Table): Promise<void> {
  const catalogue = dynamoCatalogue(table);
  await Promise.all((await catalogue.stored()).map(({ id }) => catalogue.remove(id)));
}
