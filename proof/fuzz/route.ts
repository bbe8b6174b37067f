import type { Operation } from './document.ts';

/** Which operation of the document a request is for; undefined where the document has none. */
export function createMatch(operations: readonly Operation[]): (method: string, target: string) => Operation | undefined {
  const routes = operations.map((operation) => ({ operation, pattern: patternOf(operation.path) }));
  // `/jobs/mine` is nearer to a request than `/jobs/{id}`.
  routes.sort((a, b) => Number(a.operation.path.includes('{')) - Number(b.operation.path.includes('{')));
  return (method, target) => {
    const [path = ''] = target.split('?');
    return routes.find(({ operation, pattern }) => operation.method === method && pattern.test(path))?.operation;
  };
}

const patternOf = (path: string): RegExp => {
  const segments = path.split(/\{\w+\}/).map((literal) => literal.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${segments.join('[^/]+')}$`);
};
