import type { Contract } from '#shared/contract/endpoint.ts';
import { concerns, named, type Variant, variantOf } from '../variants.ts';
import { idempotencyScenarios } from './idempotency.ts';
import { moneyScenarios } from './money/index.ts';
import { notifyScenarios } from './notify.ts';
import { pointScenarios } from './points.ts';
import { queueScenarios } from './queues.ts';
import { resultScenarios } from './results.ts';
import type { Scenario } from './scenario.ts';
import { scheduleScenarios } from './schedule.ts';

export type { Scenario } from './scenario.ts';

/** All of them; of a variant, those that it makes a difference to. */
export const scenariosOf = (registry: readonly Contract[], variant: Variant = variantOf()): Scenario[] =>
  [
    ...[...queueScenarios, ...pointScenarios, ...resultScenarios, ...idempotencyScenarios(registry)],
    ...[...scheduleScenarios, ...notifyScenarios, ...moneyScenarios],
  ]
    .filter(({ uses = [], only }) => concerns(variant, { uses }) && (only === undefined || only === variant.name))
    .map((scenario) => ({ ...scenario, id: named(variant, scenario.id) }));
