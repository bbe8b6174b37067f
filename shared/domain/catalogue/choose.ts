import { fail } from '../../kernel/fault.ts';
import { type Failures, isResting } from './rests.ts';
import type { OfferedModel, WorkKind } from './types.ts';

/** The model that a customer names. Fault `request.invalid` for one that isn't offered for this kind of work. */
export function chosenModel(models: readonly OfferedModel[], kind: WorkKind, id: number): OfferedModel {
  const found = models.find((model) => model.id === id && model.kind === kind && model.isActive);
  return found ?? fail('request.invalid', { field: 'model_id', message: 'model_id 无效: 没有这个可用的模型' });
}

/** What a kind of work costs and is done with when nobody chooses. Fault `ai.unavailable` when no model of it is active. */
export function defaultModel(models: readonly OfferedModel[], kind: WorkKind): OfferedModel {
  const [first] = inOrder(models, { kind, chosen: undefined }, [], 0);
  return (
    first ?? fail('ai.unavailable', { reason: `no ${kind} model is active`, operator: 'Activate a model of this kind.', permanent: true })
  );
}

/**
 * The models to ask, in this order: the one that was chosen, or the default, then those that stand in for it. For a chosen one only models of the price that
 * it had then stand in, also when it has been removed or costs something else since: nobody pays for another model than he got. Those that rest come last,
 * for one that may fail is better than none.
 */
export function inOrder(
  models: readonly OfferedModel[],
  { kind, chosen, price }: { kind: WorkKind; chosen: number | undefined; price?: number | undefined },
  failures: readonly Failures[],
  now: number,
): OfferedModel[] {
  const active = models.filter((model) => model.kind === kind && model.isActive).sort((a, b) => a.priority - b.priority || a.id - b.id);
  const agreed = price ?? models.find(({ id }) => id === chosen)?.creditsCost;
  const able = chosen === undefined ? active : active.filter(({ id, creditsCost }) => id === chosen || creditsCost === agreed);
  const rests = ({ id }: OfferedModel): boolean => failures.some((failed) => failed.model === id && isResting(failed, now));
  return able.sort((a, b) => Number(rests(a)) - Number(rests(b)) || Number(b.id === chosen) - Number(a.id === chosen));
}
