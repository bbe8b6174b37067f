import { minutes } from '../../kernel/clock.ts';
import { derivedName, type Operation, sortableId } from '../../kernel/ids.ts';
import { type AcceptPictures, acceptPicture, type SentPicture } from '../media/accept.ts';
import { prices } from '../points/prices.ts';
import { type EnqueueParts, enqueueJob } from './enqueue.ts';
import type { Job, MiniJobKind, MiniRequest } from './types.ts';

/** How long each kind of work may take before the sweeper ends it (DESIGN §4). */
export const deadlines: Readonly<Record<MiniJobKind, number>> = {
  restore_photo: minutes(5),
  outfit_change: minutes(5),
  custom: minutes(5),
  animate: minutes(30),
};

const outputNames: Readonly<Record<MiniJobKind, (secret: string) => string>> = {
  restore_photo: (secret) => `restored_${secret}.jpg`,
  outfit_change: (secret) => `outfit_${secret}.jpg`,
  custom: (secret) => `custom_${secret}.jpg`,
  animate: (secret) => `animated_${secret}_photo.mp4`,
};

export interface SubmitParts extends AcceptPictures, EnqueueParts {}

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
export type Work = WithoutPictures<MiniRequest>;

/** Turns a request into a job (see `enqueueJob`). */
export async function submitJob(parts: SubmitParts, submission: Submission): Promise<{ job: Job; request: MiniRequest }> {
  const { account, operation, work } = submission;
  const image = await acceptPicture(parts, account, operation, submission.image);
  const reference = submission.reference && (await acceptPicture(parts, account, operation, submission.reference));
  await Promise.all([image.store(), reference?.store()]);

  const request = { ...work, source: image.key, ...(reference && referenceOf(operation, reference.key)) } as MiniRequest;
  const job = await enqueueJob(parts, newJob(account, operation, work.kind), request, { announce: work.kind === 'animate' });
  return { job, request };
}

const referenceOf = (operation: Operation, key: string) => ({
  reference: key,
  referenceImage: `upload_${derivedName(operation, 'reference-image')}.jpg`,
});

function newJob(account: string, operation: Operation, kind: MiniJobKind): Job {
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
