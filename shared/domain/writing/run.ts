import { type Clock, seconds } from '../../kernel/clock.ts';
import { askInTurn } from '../catalogue/ask.ts';
import { offered } from '../catalogue/built-in.ts';
import { inOrder } from '../catalogue/choose.ts';
import type { Catalogue } from '../catalogue/ports.ts';
import type { Rests } from '../catalogue/rests.ts';
import type { OfferedModel } from '../catalogue/types.ts';
import { heldAt, textObject, textOf } from '../creations/content.ts';
import { attempt, jobFault } from '../jobs/attempt.ts';
import { outputKey } from '../jobs/output.ts';
import type { Jobs, Sleep } from '../jobs/ports.ts';
import { isFinal, type Job, type WritingRequest } from '../jobs/types.ts';
import { dropUnpaid } from '../jobs/unpaid.ts';
import type { Media } from '../media/ports.ts';
import type { TextModel } from '../models/ports.ts';
import { type Composition, compose } from './compose.ts';
import { noteOf } from './note.ts';

export interface WritingWorkParts {
  jobs: Pick<Jobs, 'claim' | 'request' | 'settle'>;
  media: Pick<Media, 'get' | 'put' | 'remove'>;
  catalogue: Pick<Catalogue, 'stored'>;
  rests: Rests;
  textModel: (model: OfferedModel) => Promise<TextModel>;
  clock: Clock;
  sleep: Sleep;
  /** Tells an operator why work failed; the client is told less. */
  onFault: (job: Job, error: unknown) => void;
  /** Puts on record that a model is asked once more than `attempts` says. */
  onRetry: (job: Job, error: unknown) => void;
  /** How long one model may take for the whole piece. */
  timeoutMs: number;
  /** How long this worker may take in all; its lease ends with it. */
  budgetMs: number;
}

/** What is left to do after the model's last answer: storing the text and settling. */
const RESERVE_MS = seconds(10);

/**
 * Runs a writing job to its end. The text is stored before the job is settled, so that after a worker that died the next one finds it, and
 * nobody pays a model twice; a short text then moves into its creation's record, a long one stays where it is.
 * Throws where only another delivery of the message can help.
 */
export async function runWritingJob(parts: WritingWorkParts, message: { account: string; job: string }): Promise<Job | undefined> {
  const { jobs, media, clock } = parts;
  const end = clock() + parts.budgetMs;
  const claimed = await jobs.claim(message.account, message.job, { now: clock(), until: end });
  if (claimed.state === 'busy') throw new Error(`job ${message.job} is in another worker's hands`);
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

/** Asks the models in their order; when all failed with something that passes, all once more. */
async function write(parts: WritingWorkParts, job: Job, { tool, input, model: chosen }: WritingRequest, end: number): Promise<Composition> {
  const { catalogue, rests, clock, sleep, timeoutMs } = parts;
  const [stored, failures] = await Promise.all([catalogue.stored(), rests.all()]);
  const models = inOrder(offered(stored), { kind: 'writing', chosen }, failures, clock());
  const hasTime = () => clock() + timeoutMs + RESERVE_MS < end;
  const onRetry = (error: unknown) => parts.onRetry(job, error);
  const composeWith = async (model: OfferedModel): Promise<Composition> => {
    const { temperature, maxTokens } = model.config;
    const own = { ...(temperature !== undefined && { temperature }), ...(maxTokens !== undefined && { maxTokens }) };
    return compose(await parts.textModel(model), tool, input, { timeoutMs, clock, ...own });
  };
  const ask = () => askInTurn({ rests, clock, hasTime, onNext: onRetry }, models, failures, composeWith);
  return attempt(ask, { sleep, hasTime, onRetry });
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
