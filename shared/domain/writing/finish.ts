import type { OfferedModel } from '../catalogue/types.ts';
import type { ModelWorkParts } from '../catalogue/work.ts';
import { heldAt, textObject, textOf } from '../creations/content.ts';
import { jobFault } from '../jobs/attempt.ts';
import { outputKey } from '../jobs/output.ts';
import type { Jobs } from '../jobs/ports.ts';
import { isFinal, type Job, type WritingRequest } from '../jobs/types.ts';
import { dropUnpaid } from '../jobs/unpaid.ts';
import type { Media } from '../media/ports.ts';
import type { TextModel } from '../models/ports.ts';
import type { Composition } from './compose.ts';
import { noteOf } from './note.ts';

export interface TextWorkParts extends ModelWorkParts {
  jobs: Pick<Jobs, 'claim' | 'request' | 'settle'>;
  media: Pick<Media, 'get' | 'put' | 'remove'>;
  textModel: (model: OfferedModel) => Promise<TextModel>;
  /** Tells an operator why work failed; the client is told less. */
  onFault: (job: Job, error: unknown) => void;
  /** How long this function may take in all; its lease ends with it. */
  budgetMs: number;
}

/** A piece of writing that came to its end, well or badly; `text` where it is known. */
export interface Finished {
  job: Job;
  text?: string;
}

/**
 * Takes a claimed piece of writing to its end. The text is stored before the job is settled, so that after a function that died the next one
 * finds it, and nobody pays a model twice; a short text then moves into its creation's record, a long one stays where it is.
 * `write` isn't asked for a text that is there. What isn't a fault is thrown.
 */
export async function finishWriting(
  parts: Pick<TextWorkParts, 'jobs' | 'media' | 'onFault' | 'clock'>,
  job: Job,
  write: (request: WritingRequest) => Promise<Composition>,
): Promise<Finished> {
  const { jobs, media, clock } = parts;
  const key = outputKey(job);
  const request = await writingOf(parts, job);
  let written: Pick<Composition, 'text' | 'cut'>;
  try {
    const stored = job.attempts > 1 ? await media.get(key) : undefined;
    written = stored ? { text: textOf(stored), cut: false } : await write(request);
    if (!stored) await media.put(key, textObject(written.text));
  } catch (error) {
    const fault = jobFault(error);
    if (!fault) throw error;
    parts.onFault(job, error);
    return { job: await jobs.settle(job, { state: 'failed', fault }, clock()) };
  }
  const { text } = written;
  const { content, contentKey } = heldAt(key, text);
  const note = noteOf(request, written);
  const leaves = {
    ...{ type: 'writing' as const, tool: request.tool, title: request.input.title, content },
    ...(contentKey !== undefined && { contentKey }),
  };
  const ended = await jobs.settle(job, { state: 'succeeded', leaves, ...(note !== undefined && { note }) }, clock());
  return { job: await tidy(media, ended, text), text };
}

async function writingOf({ jobs }: Pick<TextWorkParts, 'jobs'>, job: Job): Promise<WritingRequest> {
  const request = await jobs.request(job.account, job.id);
  if (request.kind !== 'writing') throw new Error(`job ${job.id} is a ${request.kind}`);
  return request;
}

/** Removes the stored text where nobody paid for it, and where a creation has it whole in its record. */
export async function tidy<T extends Job | undefined>(media: Pick<Media, 'get' | 'remove'>, job: T, known?: string): Promise<T> {
  if (!job || !isFinal(job)) return job;
  if (job.state !== 'succeeded') return dropUnpaid(media, job);
  const key = outputKey(job);
  const stored = known === undefined ? await media.get(key) : undefined;
  const text = known ?? (stored && textOf(stored));
  if (text !== undefined && heldAt(key, text).contentKey === undefined) await media.remove(key);
  return job;
}
