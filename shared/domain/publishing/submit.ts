import { type Clock, days, minutes } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { derivedName, type Operation } from '../../kernel/ids.ts';
import type { Creations } from '../creations/ports.ts';
import { admitPlatform } from './bind.ts';
import { platforms as facts, type PublishPlatform } from './names.ts';
import type { Bindings, Publications, SendPublication } from './ports.ts';
import { delayOf, firstLook, SEND_AHEAD_MS } from './timing.ts';
import type { Publication } from './types.ts';

/** How far ahead something may be scheduled. */
const FARTHEST_MS = days(366);
/** A client that means "now" may be so late. */
const LATE_MS = minutes(1);

export interface SubmitParts {
  creations: Pick<Creations, 'find'>;
  bindings: Pick<Bindings, 'of'>;
  publications: Pick<Publications, 'create'>;
  send: SendPublication;
  clock: Clock;
  /** Its message couldn't be sent: the sweeper will. */
  onUnsent: (publication: Publication, error: unknown) => void;
}

export interface PublishRequest {
  account: string;
  operation: Operation;
  creation: number;
  platforms: readonly PublishPlatform[];
  /** Milliseconds; at once when left out. */
  scheduledAt?: number | undefined;
}

/**
 * Writes down what is to be published, and where and when. What is written is due, so it happens even if its message never comes.
 * Ends in `creation.not_found`, `publish.unbound`, `publish.unsupported`.
 */
export async function submitPublication(parts: SubmitParts, request: PublishRequest): Promise<Publication> {
  const { account, operation, platforms, scheduledAt = operation.at } = request;
  for (const platform of platforms) admitPlatform(platform, 'platforms');
  checkTime(scheduledAt, operation.at);
  const [creation, bound] = await Promise.all([parts.creations.find(account, request.creation), parts.bindings.of(account)]);
  if (!creation) return fail('creation.not_found', { field: 'creation_id' });
  for (const platform of platforms)
    if (!bound.some((binding) => binding.platform === platform))
      fail('publish.unbound', { field: 'platforms', message: `${facts[platform].name}账号未绑定` });
  if (creation.type !== 'writing' && creation.type !== 'image')
    fail('request.invalid', { field: 'creation_id', message: '公众号只能发布文章和图片' });
  const startsAt = Math.max(scheduledAt, operation.at);
  const fresh = {
    ...{ account, creation: creation.id, title: creation.title, marker: derivedName(operation, 'publication') },
    ...{ createdAt: operation.at, startsAt, attempts: 0 },
    targets: Object.fromEntries(platforms.map((platform) => [platform, { state: 'pending' as const }])),
  };
  const publication = await parts.publications.create(fresh, operation, firstLook(startsAt, operation.at));
  const now = parts.clock();
  if (publication.startsAt - now <= SEND_AHEAD_MS)
    await parts
      .send({ account, publication: publication.number }, delayOf(publication.startsAt, now))
      .catch((error) => parts.onUnsent(publication, error));
  return publication;
}

function checkTime(scheduledAt: number, now: number): void {
  const invalid = (message: string) => fail('request.invalid', { field: 'schedule_time', message });
  if (scheduledAt < now - LATE_MS) invalid('schedule_time 必须晚于当前时间');
  if (scheduledAt > now + FARTHEST_MS) invalid('schedule_time 最多为一年后');
}
