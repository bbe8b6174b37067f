import type { Contract } from '#shared/contract/endpoint.ts';

/** `/api/image/jobs/{requestId}` as a pattern: a name in braces stands for one segment. */
const matches = (route: string, path: string): boolean => new RegExp(`^${route.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);

/** The methods that a path has; none when there is no such path. */
export const allowedMethods = (registry: readonly Contract[], path: string): string[] =>
  registry.flatMap((contract) => (contract.kind === 'endpoint' && matches(contract.path, path) ? [contract.method] : []));
