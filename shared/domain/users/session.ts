import type { Operation } from '../../kernel/ids.ts';
import { derivedName } from '../../kernel/ids.ts';
import type { RefreshToken } from './ports.ts';

/**
 * The first refresh token of a login. Nothing is written of it: a login becomes known with its first refresh or its logout, so logging in
 * costs no write.
 */
export const newSession = (account: string, operation: Operation): RefreshToken => ({
  account,
  session: derivedName(operation, 'session'),
  token: derivedName(operation, 'token'),
});
