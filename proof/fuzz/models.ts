import { dynamoCatalogue } from '#shared/adapters/dynamo/catalogue.ts';
import type { Place } from '../callers/index.ts';

/** Forgets what operators did to the models: with the only one of a kind switched off, there would be nothing of that kind to ask for. */
export async function resetModels({ table }: Pick<Place, 'table'>): Promise<void> {
  const catalogue = dynamoCatalogue(table);
  await Promise.all((await catalogue.stored()).map(({ id }) => catalogue.remove(id)));
}
