import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import type { PlatformUser } from '../platform/users.ts';
import type { World } from './world.ts';

/** A user of the platform who is an operator. */
export async function operator(world: World): Promise<PlatformUser> {
  const user = await world.signUp();
  await dynamoRoles(world.table).grant({ ...user, since: 1 }, 'admin');
  return user;
}
