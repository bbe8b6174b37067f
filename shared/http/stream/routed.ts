import type { Endpoint } from '../../contract/endpoint.ts';
import { fail } from '../../kernel/fault.ts';
import type { AnyEndpoint } from '../call.ts';
import type { HttpMiddleware } from '../request.ts';

/** A Function URL has no routes: whatever is asked of it, at any path, arrives, and without path parameters. */
export const routed = ({ method, path }: AnyEndpoint & Pick<Endpoint, 'method'>): HttpMiddleware => {
  const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  return {
    before: ({ event }) => {
      const found = pattern.exec(event.rawPath);
      if (!found) fail('request.not_found');
      if (event.requestContext.http.method !== method) fail('request.method', { allow: method });
      event.pathParameters = { ...found.groups };
    },
  };
};
