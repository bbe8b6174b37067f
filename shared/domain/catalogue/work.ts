import { type Clock, seconds } from '../../kernel/clock.ts';
import { attempt } from '../jobs/attempt.ts';
import type { Sleep } from '../jobs/ports.ts';
import type { Job } from '../jobs/types.ts';
import { askInTurn } from './ask.ts';
import { offered } from './built-in.ts';
import { inOrder } from './choose.ts';
import type { Catalogue } from './ports.ts';
import type { Rests } from './rests.ts';
import type { OfferedModel, WorkKind } from './types.ts';

export interface ModelWorkParts {
  catalogue: Pick<Catalogue, 'stored'>;
  rests: Rests;
  clock: Clock;
  sleep: Sleep;
  /** Puts on record that a model is asked once more than `attempts` says. */
  onRetry: (job: Job, error: unknown) => void;
  /** How long one model may take for the whole piece. */
  timeoutMs: number;
}

/** What is left to do after the model's last answer: storing the result and settling. */
const RESERVE_MS = seconds(10);

/** Asks the models in their order (`inOrder`, `askInTurn`); when all failed with something that passes, all once more, while there is time until `end`. Once `begun` nobody else is asked: the customer has read the beginning of one's answer. */
export async function workWithModels<T>(
  parts: ModelWorkParts,
  job: Job,
  wanted: { kind: WorkKind; chosen: number | undefined; price?: number | undefined; end: number; begun?: () => boolean },
  call: (model: OfferedModel) => Promise<T>,
): Promise<T> {
  const { catalogue, rests, clock, sleep, timeoutMs } = parts;
  const [stored, failures] = await Promise.all([catalogue.stored(), rests.all()]);
  const models = inOrder(offered(stored), wanted, failures, clock());
  const hasTime = () => wanted.begun?.() !== true && clock() + timeoutMs + RESERVE_MS < wanted.end;
  const onRetry = (error: unknown) => parts.onRetry(job, error);
  return attempt(() => askInTurn({ rests, clock, hasTime, onNext: onRetry }, models, failures, call), { sleep, hasTime, onRetry });
}

/** What an operator has said of a model's texts. */
export const ownLimits = ({ config: { temperature, maxTokens } }: OfferedModel) => ({
  ...(temperature !== undefined && { temperature }),
  ...(maxTokens !== undefined && { maxTokens }),
});
