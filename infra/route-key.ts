import type { Endpoint } from '#shared/contract/endpoint.ts';

/** `POST /api/image/restore`; `$default` takes whatever no other route does. */
export const routeKey = ({ method, path }: Pick<Endpoint, 'method' | 'path'>): string => (path === '$default' ? path : `${method} ${path}`);
