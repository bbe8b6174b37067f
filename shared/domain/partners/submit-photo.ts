import { hours } from '../../kernel/clock.ts';
import { digestOf } from '../../kernel/digest.ts';
import { fail, isFault } from '../../kernel/fault.ts';
import { derivedName, type Operation, sortableId } from '../../kernel/ids.ts';
import { type EnqueueParts, enqueueJob } from '../jobs/enqueue.ts';
import type { Jobs, SendJob } from '../jobs/ports.ts';
import type { Job, JobRequest } from '../jobs/types.ts';
import { photoName, publicKey, repairedName } from '../media/names.ts';
import type { Media } from '../media/ports.ts';
import { type Repair, repairKey } from '../repair/types.ts';
import type { Webhooks } from '../webhooks/ports.ts';
import { type AcceptPhotoParts, acceptPhoto, type SentPhoto } from './accept-photo.ts';
import { type ClaimPhotoParts, claimPhoto } from './claim-photo.ts';
import type { SamePhoto } from './photos.ts';
import type { Lane, Partner } from './types.ts';

/** How long a photo may wait for a worker: whoever sends thousands at once waits for hours. Once it is taken up, the worker's own time counts. */
const WAIT_MS = hours(24);

export interface SubmitPhotoParts extends Omit<EnqueueParts, 'send' | 'jobs'>, AcceptPhotoParts, ClaimPhotoParts {
  jobs: EnqueueParts['jobs'] & Pick<Jobs, 'find' | 'noteObject'>;
  media: Pick<Media, 'get' | 'put' | 'remove'>;
  webhooks: Pick<Webhooks, 'create' | 'withdraw'>;
  /** Where the photos of each lane wait. */
  lanes: Readonly<Record<Lane, SendJob>>;
}

export interface PhotoSubmission {
  partner: Pick<Partner, 'account' | 'code' | 'lane'>;
  operation: Operation;
  sent: SentPhoto;
  repair: Repair;
  /** Where the partner wants to be told how it ended; admitted already. */
  callback?: string | undefined;
}

/**
 * Takes a photo for repair: kept at once, repaired by a worker. `isCharged`: an upload is set aside for it, which is spent when the repair
 * succeeded and given back otherwise; not for a photo that was sent before and still is there.
 * Faults of `acceptPhoto`, `points.insufficient`, `photo.too_many`; whatever fails, nothing is charged.
 */
export async function submitPhoto(parts: SubmitPhotoParts, submission: PhotoSubmission): Promise<{ job: Job; isCharged: boolean }> {
  const { partner, sent, repair } = submission;
  const photo = await acceptPhoto(parts, partner.account, sent);
  const same = { account: partner.account, digest: digestOf(photo.bytes, repairKey(repair)) };
  const claimed = await claimPhoto(parts, same, submission.operation);
  if ('job' in claimed) return { job: await knownAlready(parts, claimed.job, submission), isCharged: false };
  const job = newJob(submission, claimed.operation, photo.type);
  return overWhenDone(parts, same, claimed.operation, async () => {
    // Under the operation of a request that died the job may be there already, and then says nothing at its end.
    await tell(parts, submission, job.id, claimed.operation === submission.operation ? undefined : parts.clock());
    await keep(parts, job, photo);
    const request = { kind: 'repair', source: publicKey(job.original), repair } as const;
    return { job: await enqueue(parts, submission, job, request), isCharged: true };
  });
}

const newJob = ({ partner, sent, callback }: PhotoSubmission, operation: Operation, type: Parameters<typeof photoName>[1]): Job => ({
  ...{ id: sortableId('req', operation), account: partner.account, kind: 'repair', state: 'queued', cost: 1, attempts: 0 },
  original: photoName(derivedName(operation, 'photo'), type),
  output: repairedName(derivedName(operation, 'repaired')),
  ...(sent.key !== undefined && { objects: new Set([sent.key]) }),
  ...(callback !== undefined && { notify: true }),
  createdAt: operation.at,
  deadline: operation.at + WAIT_MS,
});

async function keep({ media }: SubmitPhotoParts, { id, account, original }: Job, photo: Parameters<Media['put']>[1]): Promise<void> {
  try {
    await media.put(publicKey(original), photo, { account, job: id });
  } catch (cause) {
    fail('photo.upload_failed', { field: 'file' }, { cause });
  }
}

/** What was uploaded once more for the same photo goes with it; who wants to be told of it, is told, at once if it has ended. */
async function knownAlready(parts: SubmitPhotoParts, job: Job, submission: PhotoSubmission): Promise<Job> {
  const { key } = submission.sent;
  if (key && !job.objects?.has(key)) await parts.jobs.noteObject(job, key);
  await tell(parts, submission, job.id, parts.clock());
  return job;
}

/** A photo has one webhook: the address that was given first. */
async function tell({ webhooks, clock }: SubmitPhotoParts, { partner, callback }: PhotoSubmission, job: string, lookAt?: number) {
  if (callback === undefined) return;
  const base = { account: partner.account, job, partner: partner.code, url: callback };
  await webhooks.create({ ...base, state: 'waiting', attempts: [], createdAt: clock() }, lookAt);
}

/** A photo that can't be paid for isn't kept, and nobody is told of it. */
async function enqueue(parts: SubmitPhotoParts, { partner, callback }: PhotoSubmission, job: Job, request: JobRequest): Promise<Job> {
  try {
    return await enqueueJob({ ...parts, send: parts.lanes[partner.lane] }, job, request);
  } catch (error) {
    if (isFault(error)) await parts.media.remove(publicKey(job.original));
    if (isFault(error) && callback !== undefined) await parts.webhooks.withdraw(job.account, job.id);
    throw error;
  }
}

/** A fault is an end too: the next request begins anew. Of anything else nobody knows how far it came, so the next one goes on. */
async function overWhenDone<T>({ photos }: SubmitPhotoParts, same: SamePhoto, operation: Operation, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await photos.done(same, operation);
    return result;
  } catch (error) {
    await (isFault(error) ? photos.done(same, operation) : photos.abandon(same, operation));
    throw error;
  }
}
