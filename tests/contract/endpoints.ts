import { registry } from '#functions/registry.ts';
import type { Endpoint } from '#shared/contract/endpoint.ts';

/** Every endpoint that a client can ask for, by its id. */
export const endpoints: readonly Endpoint[] = registry.filter((contract) => contract.kind === 'endpoint');

export const named = endpoints.map((contract) => [contract.id, contract] as const);

export function endpointOf(id: string): Endpoint {
  const contract = endpoints.find((candidate) => candidate.id === id);
  if (!contract) throw new Error(`there is no endpoint ${id}`);
  return contract;
}
