import type { Contract } from '#shared/contract/endpoint.ts';
import { idempotencyScenarios } from './idempotency.ts';
import { notifyScenario } from './notify.ts';
import { pointScenarios } from './points.ts';
import { queueScenarios } from './queues.ts';
import { resultScenarios } from './results.ts';
import type { Scenario } from './scenario.ts';
import { scheduleScenarios } from './schedule.ts';

export type { Scenario } from './scenario.ts';

export const scenariosOf = (registry: readonly Contract[]): Scenario[] => [
  ...queueScenarios,
  ...pointScenarios,
  ...resultScenarios,
  ...idempotencyScenarios(registry),
  ...scheduleScenarios,
  notifyScenario,
];
