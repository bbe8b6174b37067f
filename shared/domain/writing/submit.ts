import { minutes } from '../../kernel/clock.ts';
import { derivedName, type Operation, sortableId } from '../../kernel/ids.ts';
import { offered } from '../catalogue/built-in.ts';
import { chosenModel } from '../catalogue/choose.ts';
import type { Catalogue } from '../catalogue/ports.ts';
import { type EnqueueParts, enqueueJob } from '../jobs/enqueue.ts';
import type { Job } from '../jobs/types.ts';
import { checkFields, type WritingInput } from './input.ts';
import { type ToolType, writingTools } from './names.ts';

/** How long a piece may take before the sweeper ends it. */
const DEADLINE_MS = minutes(5);

export interface SubmitWritingParts extends EnqueueParts {
  catalogue: Pick<Catalogue, 'stored'>;
  isMember: (account: string, now: number) => Promise<boolean>;
}

export interface WritingSubmission {
  account: string;
  operation: Operation;
  tool: ToolType;
  input: WritingInput;
  /** Id of the model that the customer chose. */
  model: number | undefined;
}

/**
 * Turns a request into a job (see `enqueueJob`). It costs what the chosen model costs, without one what the tool does, and members nothing.
 * `request.invalid` for a field that the tool doesn't have, or a model that isn't there.
 */
export async function submitWriting(
  parts: SubmitWritingParts,
  { account, operation, tool, input, model }: WritingSubmission,
): Promise<Job> {
  checkFields(tool, input.fields);
  const [price, isMember] = await Promise.all([priceOf(parts, tool, model), parts.isMember(account, operation.at)]);
  const job: Job = {
    id: sortableId('req', operation),
    account,
    kind: 'writing',
    state: 'queued',
    cost: isMember ? 0 : price,
    original: '',
    output: derivedName(operation, 'output'),
    createdAt: operation.at,
    deadline: operation.at + DEADLINE_MS,
    attempts: 0,
  };
  return enqueueJob(parts, job, { kind: 'writing', tool, input, ...(model !== undefined && { model }) });
}

async function priceOf({ catalogue }: SubmitWritingParts, tool: ToolType, model: number | undefined): Promise<number> {
  if (model === undefined) return writingTools[tool].credits;
  return chosenModel(offered(await catalogue.stored()), 'writing', model).creditsCost;
}
