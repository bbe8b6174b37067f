import { Later } from '../../kernel/later.ts';
import { ownLimits, workWithModels } from '../catalogue/work.ts';
import { type DeckWorkParts, deckCreation, makeDeck } from '../decks/run.ts';
import { finishFileJob } from '../jobs/run-picture.ts';
import type { Job, WritingRequest } from '../jobs/types.ts';
import type { Media } from '../media/ports.ts';
import { type Composition, compose } from './compose.ts';
import { finishWriting, type TextWorkParts, tidy } from './finish.ts';

export interface WritingWorkParts extends TextWorkParts, Omit<DeckWorkParts, 'jobs'> {
  media: Pick<Media, 'get' | 'put' | 'exists' | 'remove'>;
}

/**
 * Runs a job of text models to its end: a piece of writing (see `finishWriting`), or a presentation.
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
  return (await finishWriting(parts, job, (request) => write(parts, job, request, end))).job;
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
