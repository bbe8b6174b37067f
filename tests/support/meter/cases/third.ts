import { SAMPLE_PARTNER } from '#local/seed.ts';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoPrepaid } from '#shared/adapters/dynamo/prepaid.ts';
import { partnerToken } from '#tests/support/partner.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

/** A partner's request, signed just now. */
const ask = (world: World, path: string, form: Record<string, string> = {}) =>
  world.call('POST', `/api/third/${path}`, {
    headers: { token: partnerToken(SAMPLE_PARTNER.secret) },
    form: { third_code: SAMPLE_PARTNER.code, ...form },
  });

let count = 0;

/** The sample partner's account gets a lot that has expired since; the sweeper is to find it or not. */
async function expiredLot(world: World, isDue: boolean): Promise<void> {
  const { account } = (await dynamoPartners(world.table).find(SAMPLE_PARTNER.code))!;
  const now = Date.now();
  const reference = `old-${++count}`;
  await dynamoPrepaid(world.table).add(account, { reference, uploads: 3, price: 0, boughtAt: now - 2, expiresAt: now - 1 });
  if (!isDue) await dynamoPrepaid(world.table).closeLot(account, reference);
}

export const thirdCases: UnitCase[] = [
  { id: 'third/company-nums', when: '', prepare: async (world) => () => ask(world, 'company/nums') },
  {
    id: 'third/company-nums',
    when: 'something has expired that is not on record yet',
    async prepare(world) {
      await expiredLot(world, false);
      return () => ask(world, 'company/nums');
    },
  },
  {
    id: 'schedules/sweep',
    when: 'prepaid uploads have expired',
    async prepare(world) {
      await expiredLot(world, true);
      return () => world.stack.runSchedule('schedules/sweep');
    },
  },
];
