import { SAMPLE_PARTNER } from '#local/seed.ts';
import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { operator } from '#tests/support/meter/operator.ts';
import type { User, World } from '#tests/support/meter/world.ts';

/** Whose pasts grow. */
export interface Owners {
  /** A user of the mini-program. */
  mini: User;
  /** A customer of the platform, who is an operator as well. */
  customer: User;
  /** The partner, with the account of its uploads. */
  partner: { code: string; account: string };
}

const CODE = 'bench-owner';

export async function newOwners(world: World): Promise<Owners> {
  const [mini, customer] = [await world.signIn(), await operator(world)];
  await world.call('POST', '/api/v1/operation/partners', { token: customer.token, json: { code: CODE } });
  // The sample partner's hundred wouldn't do for so many calls.
  const json = { package: 200, reference: 'bench' };
  await world.call('POST', `/api/v1/operation/partners/${SAMPLE_PARTNER.code}/packages`, { token: customer.token, json });
  const { account } = (await dynamoPartners(world.table).find(CODE))!;
  return { mini, customer, partner: { code: CODE, account } };
}
