import { hours, minutes } from '../../kernel/clock.ts';
import type { Policy } from './types.ts';

/** What the platform's document allows (platform-api.txt, 接口类型). Members generate without a limit. */
export const platformPolicies = {
  auth: { name: 'auth', quota: 10, window: minutes(1) },
  generate: { name: 'generate', quota: 20, window: hours(1) },
  query: { name: 'query', quota: 100, window: minutes(1) },
  write: { name: 'write', quota: 60, window: minutes(1) },
} as const satisfies Record<string, Policy>;

/** Logins as one user, from wherever they are tried. */
export const loginPolicy: Policy = { ...platformPolicies.auth, name: 'login' };
