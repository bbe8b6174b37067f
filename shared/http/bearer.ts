import { fail } from '../kernel/fault.ts';
import type { Authenticate, Caller } from './call.ts';

/** The bearer token of a request; none where there is none. */
export const bearerToken = ({ authorization = '' }: Readonly<Record<string, string | undefined>>): string | undefined =>
  /^Bearer +(\S+)$/i.exec(authorization)?.[1];

/** Reads the bearer token of the call and lets `verify` say whose it is; without one, `request.unauthorized`. */
export const bearer =
  (verify: (token: string) => Promise<Caller>): Authenticate =>
  async ({ headers }) => {
    const token = bearerToken(headers);
    return token ? verify(token) : fail('request.unauthorized');
  };
