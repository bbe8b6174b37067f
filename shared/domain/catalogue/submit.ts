import { minutes } from '../../kernel/clock.ts';
import { derivedName, type Operation, sortableId } from '../../kernel/ids.ts';
import { type EnqueueParts, enqueueJob } from '../jobs/enqueue.ts';
import type { Job, WorkRequest } from '../jobs/types.ts';
import { offered } from './built-in.ts';
import { chosenModel, defaultModel } from './choose.ts';
import type { Catalogue } from './ports.ts';

/** How long each kind of work may take before the sweeper ends it. */
const deadlines: Readonly<Record<WorkRequest['kind'], number>> = {
  writing: minutes(5),
  ppt: minutes(5),
  image: minutes(5),
  video: minutes(30),
};

/** Names of results: what is served has an ending. */
const outputs: Readonly<Record<WorkRequest['kind'], (secret: string) => string>> = {
  writing: (secret) => secret,
  ppt: (secret) => `deck_${secret}.pptx`,
  image: (secret) => `image_${secret}.png`,
  video: (secret) => `film_${secret}.mp4`,
};

export interface SubmitWorkParts extends EnqueueParts {
  catalogue: Pick<Catalogue, 'stored'>;
  isMember: (account: string, now: number) => Promise<boolean>;
}

export interface WorkOrder {
  account: string;
  operation: Operation;
  request: WorkRequest;
  /** Points, unless a model is chosen; without it what the kind's default model costs. */
  usual?: number;
  /** How often the price is asked; once unless said. */
  times?: number;
}

/**
 * Turns a request into a job (see `enqueueJob`). It costs what the chosen model costs, without one the usual, and members nothing.
 * `request.invalid` for a model that isn't there.
 */
export async function submitWork(parts: SubmitWorkParts, { account, operation, request, usual, times = 1 }: WorkOrder): Promise<Job> {
  const [price, isMember] = await Promise.all([priceOf(parts, request, usual), parts.isMember(account, operation.at)]);
  const job: Job = {
    id: sortableId('req', operation),
    account,
    kind: request.kind,
    state: 'queued',
    cost: isMember ? 0 : price * times,
    original: '',
    output: outputs[request.kind](derivedName(operation, 'output')),
    createdAt: operation.at,
    deadline: operation.at + deadlines[request.kind],
    attempts: 0,
  };
  return enqueueJob(parts, job, request.model === undefined ? request : { ...request, price });
}

async function priceOf({ catalogue }: SubmitWorkParts, { kind, model }: WorkRequest, usual: number | undefined): Promise<number> {
  if (model === undefined && usual !== undefined) return usual;
  const models = offered(await catalogue.stored());
  return (model === undefined ? defaultModel(models, kind) : chosenModel(models, kind, model)).creditsCost;
}
