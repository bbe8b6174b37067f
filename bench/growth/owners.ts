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
  const { account } = (await dynamoPartners(world.table).find(CODE))!;
  return { mini, customer, partner: { code: CODE, account } };
}
