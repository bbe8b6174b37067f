import { queryItems } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { isSettled, type Publication } from '#shared/domain/publishing/types.ts';
import { postsOf } from '#tests/support/platform/publishing.ts';
import type { World } from './world.ts';

/** What stands at the platform is what the history says, and there once; nothing of it is left to be done. */
export async function postProblems({ table, stack }: World, account: string): Promise<string[]> {
  const values = { ':pk': keys.account(account).pk, ':sk': 'PUBLICATION#' };
  const publications = await queryItems<Publication>(table, 'pk = :pk AND begins_with(sk, :sk)', values);
  const found: string[] = publications.length > 1 ? [`${publications.length} publications came of one request`] : [];
  for (const { marker, targets } of publications) {
    for (const [platform, target] of Object.entries(targets)) {
      const posts = target.appId === undefined ? [] : await postsOf(stack, target.appId);
      const own = posts.filter(({ content_source_url: url }) => url.includes(marker));
      if (own.length > 1) found.push(`it was posted ${own.length} times on ${platform}`);
      if ((target.state === 'published') !== own.length > 0) found.push(`it is ${target.state}, and was posted ${own.length} times`);
      if (!isSettled(target)) found.push(`on ${platform} it is still ${target.state}`);
    }
  }
  return found;
}
