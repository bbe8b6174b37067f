import { type Clock, minutes } from '../../kernel/clock.ts';
import { fail, isFault } from '../../kernel/fault.ts';
import { faults } from '../../kernel/faults.ts';
import { derivedName, type Operation, sortableId } from '../../kernel/ids.ts';
import { type AcceptPictures, acceptPicture, type SentPicture } from '../media/accept.ts';
import type { Ledger } from '../points/ports.ts';
import { prices } from '../points/prices.ts';
import type { Jobs, SendJob } from './ports.ts';
import type { Job, JobKind, JobRequest } from './types.ts';

/** How long each kind of work may take before the sweeper ends it (DESIGN §4). */
export const deadlines: Readonly<Record<JobKind, number>> = {
  restore_photo: minutes(5),
  outfit_change: minutes(5),
  custom: minutes(5),
  animate: minutes(30),
};

/** Longer than the function that holds can run. */
const RETRY_RESERVE_MS = minutes(1);

const outputNames: Readonly<Record<JobKind, (secret: string) => string>> = {
  restore_photo: (secret) => `restored_${secret}.jpg`,
  outfit_change: (secret) => `outfit_${secret}.jpg`,
  custom: (secret) => `custom_${secret}.jpg`,
  animate: (secret) => `animated_${secret}_photo.mp4`,
};

export interface SubmitParts extends AcceptPictures {
  jobs: Pick<Jobs, 'create' | 'withdraw' | 'settle'>;
  ledger: Pick<Ledger, 'hold'>;
  send: SendJob;
  clock: Clock;
}

/** What is asked for, with the pictures as they were sent. */
export interface Submission {
  account: string;
  operation: Operation;
  image: SentPicture;
  reference?: SentPicture;
  /** The kind of work and its own parameters. */
  work: Work;
}

type WithoutPictures<T> = T extends unknown ? Omit<T, 'source' | 'reference' | 'referenceImage'> : never;
export type Work = WithoutPictures<JobRequest>;

/**
 * Turns a request into a job. The order is what makes a crash harmless at every step: the job is written, with its deadline,
 * before its points are held, so whatever stops half-way is found and settled by the sweeper.
 */
export async function submitJob(parts: SubmitParts, submission: Submission): Promise<{ job: Job; request: JobRequest }> {
  const { account, operation, work } = submission;
  const image = await acceptPicture(parts, account, operation, submission.image);
  const reference = submission.reference && (await acceptPicture(parts, account, operation, submission.reference));
  await Promise.all([image.store(), reference?.store()]);

  const request = { ...work, source: image.key, ...(reference && referenceOf(operation, reference.key)) } as JobRequest;
  const job = await parts.jobs.create(newJob(account, operation, work.kind), request, { announce: work.kind === 'animate' });
  if (job.state !== 'queued') return { job, request };
  if (parts.clock() > job.deadline - RETRY_RESERVE_MS) return { job: await expire(parts, job), request };
  await hold(parts, job);
  try {
    await parts.send({ account, job: job.id });
  } catch (cause) {
    // A lost answer may hide a message that did arrive, and whose work is done: then there is nothing to take back.
    const ended = await parts.jobs.settle(job, { state: 'failed', fault: notSent }, operation.at);
    if (ended.state === 'failed') fail(notSent.code, { message: notSent.message, requestId: job.id }, { cause });
    return { job: ended, request };
  }
  return { job, request };
}

/** A retry that comes near its job's deadline doesn't hold points any more, which the sweeper might just have missed. */
const expire = ({ jobs, clock }: SubmitParts, job: Job): Promise<Job> =>
  jobs.settle(job, { state: 'failed', fault: { code: 'job.expired', message: faults['job.expired'].message } }, clock());

const notSent = { code: 'request.unexpected', message: '任务提交失败,未扣除积分' } as const;

const referenceOf = (operation: Operation, key: string) => ({
  reference: key,
  referenceImage: `upload_${derivedName(operation, 'reference-image')}.jpg`,
});

async function hold({ ledger, jobs }: SubmitParts, job: Job): Promise<void> {
  try {
    await ledger.hold(job.account, job.id, job.cost);
  } catch (error) {
    if (isFault(error, 'points.insufficient')) await jobs.withdraw(job);
    throw error;
  }
}

function newJob(account: string, operation: Operation, kind: JobKind): Job {
  const id = sortableId('req', operation);
  return {
    id,
    account,
    kind,
    state: 'queued',
    cost: prices[kind],
    original: `upload_${derivedName(operation, 'original')}.jpg`,
    output: outputNames[kind](derivedName(operation, 'output')),
    createdAt: operation.at,
    deadline: operation.at + deadlines[kind],
    attempts: 0,
  };
}
