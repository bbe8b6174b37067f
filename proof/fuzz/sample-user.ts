import { dynamoUsers } from '#shared/adapters/dynamo/users.ts';
import { platformUser } from '#tests/support/platform/users.ts';
import type { Place } from '../callers/index.ts';

/** Of the document's own examples: `testuser`, `password123`. */
export const SAMPLE_USERNAME = 'testuser';

/** The user that the document's examples log in as, registered where they aren't yet. Answers their referral code. */
export async function sampleUser({ table, stack }: Pick<Place, 'table' | 'stack'>): Promise<string> {
  const users = dynamoUsers(table);
  const known = await users.credentials(SAMPLE_USERNAME);
  const { account } = known ?? (await platformUser(table, stack.secrets, SAMPLE_USERNAME));
  return (await users.byId(account))!.referralCode;
}
