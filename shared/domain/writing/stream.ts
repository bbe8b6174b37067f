import { faults } from '../../kernel/faults.ts';
import type { OfferedModel } from '../catalogue/types.ts';
import { ownLimits, workWithModels } from '../catalogue/work.ts';
import type { Jobs } from '../jobs/ports.ts';
import type { Job, WritingRequest } from '../jobs/types.ts';
import { dropUnpaid } from '../jobs/unpaid.ts';
import { type Composition, composeStream } from './compose.ts';
import { type Finished, finishWriting, type TextWorkParts, tidy } from './finish.ts';

export interface StreamParts extends TextWorkParts {
  jobs: TextWorkParts['jobs'] & Pick<Jobs, 'find'>;
}

/** Who reads a text while it is written. */
export interface Reader {
  /** Takes the next words; throws when nobody is there any more. */
  tell: (piece: string) => Promise<void>;
  /** Aborted when the reader has left. */
  signal: AbortSignal;
}

/**
 * Writes a piece here and now, its words told as they come, and settles it as the worker does (`finishWriting`). Another model stands in only until
 * the first word was told. A reader who leaves before the text is whole ends the work, and the job is cancelled; one who leaves after
 * that has bought it. Whatever else goes wrong fails the job at once: no other function will be sent it.
 */
export async function streamWriting(parts: StreamParts, queued: Job, reader: Reader): Promise<Finished> {
  const { jobs, media, clock, onFault } = parts;
  const end = clock() + parts.budgetMs;
  const claimed = await jobs.claim(queued.account, queued.id, { now: clock(), until: end });
  if (claimed.state === 'over') return { job: await tidy(media, claimed.job ?? queued) };
  const job = claimed.state === 'claimed' ? claimed.job : await claimedUnheard(parts, queued, end);
  try {
    return await finishWriting(parts, job, (request) => writeFor(reader, parts, job, request, end));
  } catch (error) {
    const left = reader.signal.aborted;
    if (!left) onFault(job, error);
    const ended = await jobs.settle(job, left ? { state: 'cancelled' } : { state: 'failed', fault: unforeseen }, clock());
    return { job: await dropUnpaid(media, ended) };
  }
}

/** An end like any other, which the same key is answered again. */
const unforeseen = { code: 'ai.unavailable', message: faults['ai.unavailable'].message } as const;

/** Nobody else is sent this job, so a lease that ends with ours is ours: the answer to our claim was lost, and we asked again. */
async function claimedUnheard({ jobs }: StreamParts, { account, id }: Job, end: number): Promise<Job> {
  const job = await jobs.find(account, id);
  if (job?.state === 'running' && job.leaseUntil === end) return job;
  throw new Error(`job ${id} is in another function's hands`);
}

async function writeFor(reader: Reader, parts: TextWorkParts, job: Job, request: WritingRequest, end: number): Promise<Composition> {
  const { tool, input, model: chosen, price } = request;
  const { clock, timeoutMs } = parts;
  const { signal } = reader;
  let begun = false;
  const call = async (model: OfferedModel): Promise<Composition> => {
    signal.throwIfAborted();
    const pieces = composeStream(await parts.textModel(model), tool, input, { timeoutMs, clock, signal, ...ownLimits(model) });
    try {
      for (;;) {
        const { done, value } = await pieces.next();
        if (done) return value;
        begun = true;
        await reader.tell(value);
      }
    } finally {
      await pieces.return({ text: '', cut: true });
    }
  };
  return workWithModels(parts, job, { kind: 'writing', chosen, price, end, begun: () => begun }, call);
}
