import type { Listed, Listings, ListPage, PageOf } from './ports.ts';

/** How the statuses of listed things follow from the time, and which of them says that a thing's time is over. */
export interface Statuses<Item, Status> {
  of: (item: Item, now: number) => Status;
  over: Status;
}

/**
 * A page of a list, newest first; of those with one status, where that is asked. Since a status follows from the time, nobody
 * has to keep it up: those that haven't ended are read, or those that have.
 */
export async function listByStatus<Item extends Listed, Status>(
  listings: Listings<Item>,
  statuses: Statuses<Item, Status>,
  { status, limit, skip }: PageOf & { status: Status | undefined },
  now: number,
): Promise<ListPage<Item>> {
  if (status === undefined) return listings.page({ limit, skip });
  const candidates = await (status === statuses.over ? listings.ended(now) : listings.unended(now));
  const matching = candidates.filter((item) => statuses.of(item, now) === status).sort((a, b) => b.id - a.id);
  return { items: matching.slice(skip, skip + limit), total: matching.length };
}
