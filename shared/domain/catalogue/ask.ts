import type { Clock } from '../../kernel/clock.ts';
import { Fault, isFault } from '../../kernel/fault.ts';
import { type Failures, isModelsOwn, oneMore, type Rests } from './rests.ts';
import type { OfferedModel } from './types.ts';

export interface AskParts {
  rests: Pick<Rests, 'note' | 'clear'>;
  clock: Clock;
  /** Whether another model's try fits in what is left. */
  hasTime: () => boolean;
  /** Failures after which no other model may be asked, besides refusals: it may have been paid for already. */
  final?: (error: Fault) => boolean;
  /** Hears of each failure that is followed by another model: its provider may have been paid. */
  onNext: (error: unknown) => void;
}

/**
 * Asks one model after the other until one answers. A refusal of the content is final: another model isn't asked for what one found
 * unacceptable. When all fail, ends in the fault of one that may work later, if there is one.
 */
export async function askInTurn<T>(
  parts: AskParts,
  models: readonly OfferedModel[],
  failures: readonly Failures[],
  call: (model: OfferedModel) => Promise<T>,
): Promise<T> {
  let hopeful: Fault | undefined;
  for (const [index, model] of models.entries()) {
    const seen = failures.find((failed) => failed.model === model.id);
    try {
      const answer = await call(model);
      if (seen) await quietly(parts.rests.clear(model.id));
      return answer;
    } catch (error) {
      if (!isFault(error) || error.code === 'ai.refused') throw error;
      if (isModelsOwn(error)) await quietly(parts.rests.note(oneMore(model.id, seen, parts.clock()), seen));
      if (!hopeful || hopeful.details.permanent === true) hopeful = error;
      if (parts.final?.(error) || index === models.length - 1 || !parts.hasTime()) break;
      parts.onNext(error);
    }
  }
  throw (
    hopeful ?? new Fault('ai.unavailable', { reason: 'no model is active', operator: 'Activate a model of this kind.', permanent: true })
  );
}

/** That something could not be noted about a model must neither spoil its answer nor hide its fault. */
const quietly = (noting: Promise<void>): Promise<void> => noting.catch(() => {});
