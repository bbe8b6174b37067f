import type { Contract } from '#shared/contract/endpoint.ts';
import { concerns, named, type Variant, variantOf } from '../variants.ts';
import type { Case } from './case.ts';
import { endpointCases } from './endpoints.ts';
import { scheduleCases } from './schedules.ts';
import { webhookCases } from './webhooks.ts';
import { workerCases } from './workers.ts';

export type { Case, Rival, Scene } from './case.ts';

/** Everything that changes something, as the registry has it; of a variant, what that makes a difference to. */
export function casesOf(registry: readonly Contract[], variant: Variant = variantOf()): Case[] {
  const cases = [...endpointCases(registry), ...workerCases(registry), ...webhookCases(registry), ...scheduleCases(registry)];
  const concerned = new Set(registry.filter((contract) => concerns(variant, contract)).map(({ id }) => id));
  return cases.filter(({ target }) => concerned.has(target)).map((one) => ({ ...one, id: named(variant, one.id) }));
}
