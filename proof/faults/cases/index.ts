import type { Contract } from '#shared/contract/endpoint.ts';
import type { Case } from './case.ts';
import { endpointCases } from './endpoints.ts';
import { scheduleCases } from './schedules.ts';
import { workerCases } from './workers.ts';

export type { Case, Rival, Scene } from './case.ts';

/** Everything that changes something, as the registry has it. */
export const casesOf = (registry: readonly Contract[]): Case[] => [
  ...endpointCases(registry),
  ...workerCases(registry),
  ...scheduleCases(registry),
];
