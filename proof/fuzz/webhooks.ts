import { dynamoWebhooks } from '#shared/adapters/dynamo/webhooks.ts';
import { jobIdOf } from '#shared/domain/partners/mdf.ts';
import { eventually } from '#tests/support/stack.ts';
import { callerFor, shown } from '../callers/index.ts';
import { photo, receiver } from '../callers/photos.ts';
import type { Named } from './pool.ts';
import type { World } from './world.ts';

/** The same file in as many ways is as many photos. */
const WAYS = ['sr', 'sr,repair', 'sr,repair,colour'];
const PATIENCE_MS = 30_000;
const PARTNER = '/api/v1/operation/partners/{code}';

/** A partner that was told of its photos: one that operators ask about, and nobody else is. */
export async function webhooks(world: World): Promise<{ thing: string; value: Named }[]> {
  const partner = await callerFor(world, { api: 'partner', auth: 'partner' });
  const { fields } = await shown(partner, 'partner');
  const told: string[] = [];
  for (const repair_type of WAYS) {
    const mdf = await photo(world, partner, { repair_type, callback_url: receiver() });
    const ended = async () => (await dynamoWebhooks(world.table).find(partner.account, jobIdOf(mdf)!))?.event;
    await eventually(ended, PATIENCE_MS);
    told.push(mdf);
  }
  return [{ thing: PARTNER, value: fields!.third_code! }, ...told.map((value) => ({ thing: `${PARTNER}/webhooks/{mdf}`, value }))];
}
