import type { Contract, Endpoint } from '#shared/contract/endpoint.ts';

/** What API Gateway found for a request. */
export interface Match {
  contract: Endpoint;
  /** `POST /api/image/restore`, or `$default`. */
  routeKey: string;
  pathParameters?: Record<string, string>;
}

interface Route {
  contract: Endpoint;
  pattern: RegExp;
  rank: string;
}

export const isEndpoint = (contract: Contract): contract is Endpoint => contract.kind === 'endpoint';

/**
 * API Gateway's choice of a route for a method and a path: literal segments before `{name}`, `{name}` before `{name+}`,
 * `$default` last. Undefined where nothing fits. Throws `URIError` on a path that isn't valid percent-encoding.
 */
export function createRouter(contracts: readonly Contract[]): (method: string, path: string) => Match | undefined {
  const endpoints = contracts.filter(isEndpoint);
  const routes = endpoints.filter(({ path }) => path !== '$default').map(compile);
  routes.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  const fallback = endpoints.find(({ path }) => path === '$default');
  return (method, path) => {
    for (const { contract, pattern } of routes) {
      const found = contract.method === method && pattern.exec(path);
      if (found) return { contract, routeKey: `${method} ${contract.path}`, ...parameters(found) };
    }
    return fallback && { contract: fallback, routeKey: '$default' };
  };
}

function compile(contract: Endpoint): Route {
  const segments = contract.path.split('/').map((segment) => {
    const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(segment) ?? [];
    if (!name) return { source: segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), rank: '0' };
    return greedy ? { source: `(?<${name}>.+)`, rank: '2' } : { source: `(?<${name}>[^/]+)`, rank: '1' };
  });
  return {
    contract,
    pattern: new RegExp(`^${segments.map(({ source }) => source).join('/')}$`),
    rank: segments.map(({ rank }) => rank).join(''),
  };
}

function parameters({ groups }: RegExpExecArray): Pick<Match, 'pathParameters'> {
  if (!groups) return {};
  return { pathParameters: Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)])) };
}
