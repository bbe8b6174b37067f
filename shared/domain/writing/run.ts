import { Later } from '../../kernel/later.ts';
import { ownLimits, workWithModels } from '../catalogue/work.ts';
import { heldAt, textObject, textOf } from '../creations/content.ts';
import { type DeckWorkParts, deckCreation, makeDeck } from '../decks/run.ts';
import { jobFault } from '../jobs/attempt.ts';
import { outputKey } from '../jobs/output.ts';
import type { Jobs } from '../jobs/ports.ts';
import { finishFileJob } from '../jobs/run-picture.ts';
import { isFinal, type Job, type WritingRequest } from '../jobs/types.ts';
import { dropUnpaid } from '../jobs/unpaid.ts';
import type { Media } from '../media/ports.ts';
import { type Composition, compose } from './compose.ts';
import { noteOf } from './note.ts';

export interface WritingWorkParts extends DeckWorkParts {
  jobs: Pick<Jobs, 'claim' | 'request' | 'settle'>;
  media: Pick<Media, 'get' | 'put' | 'exists' | 'remove'>;
  /** Tells an operator why work failed; the client is told less. */
  onFault: (job: Job, error: unknown) => void;
  /** How long this worker may take in all; its lease ends with it. */
  budgetMs: number;
}

/**
 * Runs a job of text models to its end: a piece of writing, or a presentation. A piece of writing: the text is stored before the job is settled, so that after a worker that died the next one finds it, and
 * nobody pays a model twice; a short text then moves into its creation's record, a long one stays where it is.
 * Throws where only another delivery of the message can help.
 */
export async function runWritingJob(parts: WritingWorkParts, message: { account: string; job: string }): Promise<Job | undefined> {
  const { jobs, media, clock } = parts;
  const end = clock() + parts.budgetMs;
  const claimed = await jobs.claim(message.account, message.job, { now: clock(), until: end });
  if (claimed.state === 'busy') throw new Later(`job ${message.job} is in another worker's hands`);
  const file = claimed.job?.kind === 'ppt';
  if (file)
    return finishFileJob(
      parts,
      claimed,
      (job) => makeDeck(parts, job, end),
      (job) => deckCreation(parts, job),
    );
  if (claimed.state === 'over') return tidy(media, claimed.job);
  const { job } = claimed;
  const key = outputKey(job);
  const request = await writingOf(parts, job);
  let written: Pick<Composition, 'text' | 'cut'>;
  try {
    const stored = job.attempts > 1 ? await media.get(key) : undefined;
    written = stored ? { text: textOf(stored), cut: false } : await write(parts, job, request, end);
    if (!stored) await media.put(key, textObject(written.text));
  } catch (error) {
    const fault = jobFault(error);
    if (!fault) throw error;
    parts.onFault(job, error);
    return jobs.settle(job, { state: 'failed', fault }, clock());
  }
  const { content, contentKey } = heldAt(key, written.text);
  const note = noteOf(request, written);
  const leaves = {
    ...{ type: 'writing' as const, tool: request.tool, title: request.input.title, content },
    ...(contentKey !== undefined && { contentKey }),
  };
  return tidy(media, await jobs.settle(job, { state: 'succeeded', leaves, ...(note !== undefined && { note }) }, clock()), written.text);
}

async function writingOf({ jobs }: WritingWorkParts, job: Job): Promise<WritingRequest> {
  const request = await jobs.request(job.account, job.id);
  if (request.kind !== 'writing') throw new Error(`job ${job.id} is a ${request.kind}`);
  return request;
}

function write(
  parts: WritingWorkParts,
  job: Job,
  { tool, input, model: chosen, price }: WritingRequest,
  end: number,
): Promise<Composition> {
  const { clock, timeoutMs } = parts;
  return workWithModels(parts, job, { kind: 'writing', chosen, price, end }, async (model) =>
    compose(await parts.textModel(model), tool, input, { timeoutMs, clock, ...ownLimits(model) }),
  );
}

/** Removes the stored text where nobody paid for it, and where a creation has it whole in its record. */
async function tidy(media: Pick<Media, 'get' | 'remove'>, job: Job | undefined, known?: string): Promise<Job | undefined> {
  if (!job || !isFinal(job)) return job;
  if (job.state !== 'succeeded') return dropUnpaid(media, job);
  const key = outputKey(job);
  const stored = known === undefined ? await media.get(key) : undefined;
  const text = known ?? (stored && textOf(stored));
  if (text !== undefined && heldAt(key, text).contentKey === undefined) await media.remove(key);
  return job;
}
