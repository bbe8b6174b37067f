import type { Clock } from '../../kernel/clock.ts';
import type { Publications, SendPublication } from './ports.ts';
import { delayOf, GRACE_MS } from './timing.ts';

export interface DuePublicationParts {
  publications: Pick<Publications, 'find' | 'postpone'>;
  send: SendPublication;
  clock: Clock;
}

/** Sends what is due to its worker, which knows by itself whether there is something to do. */
export async function sendDuePublication(
  { publications, send, clock }: DuePublicationParts,
  { account, publication: number }: { account: string; publication: number },
): Promise<void> {
  const publication = await publications.find(account, number);
  if (!publication) return;
  const now = clock();
  await send({ account, publication: number }, delayOf(publication.startsAt, now));
  await publications.postpone(publication, Math.max(publication.startsAt, now) + GRACE_MS);
}
