import { fail } from '../kernel/fault.ts';
import type { Authenticate, Caller } from './call.ts';

/** Reads the bearer token of the call and lets `verify` say whose it is; without one, `request.unauthorized`. */
export const bearer =
  (verify: (token: string) => Promise<Caller>): Authenticate =>
  async ({ headers }) => {
    const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return token ? verify(token) : fail('request.unauthorized');
  };
