import { decodeJwt, SignJWT } from 'jose';
import { dynamoRoles } from '#shared/adapters/dynamo/roles.ts';
import { platformTokens } from '#shared/adapters/jose/platform-tokens.ts';
import { accountOfNumber } from '#shared/domain/users/names.ts';
import { newSession } from '#shared/domain/users/session.ts';
import { newOperation } from '#shared/kernel/ids.ts';
import { platformUser } from '#tests/support/platform/users.ts';
import { bearer, byStatus, forgedTokens } from './bearer.ts';
import type { Caller, Entrance, Place } from './caller.ts';
import { endow } from './endow.ts';

/** The token as if it had been signed when it is for the functions: their clock may be ahead of this process's. */
async function signedNow({ stack, clock }: Place, token: string): Promise<string> {
  const ahead = Math.round((clock.now() - Date.now()) / 1000);
  const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
  return new SignJWT({ ...claims, iat: iat + ahead, exp: exp + ahead })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(stack.secrets.JWT_SECRET));
}

/** A payment service that is away for now: the document gives it a 400, and tells to try again (40005). */
const isAwayForNow = ({ code, message }: Record<string, unknown>): boolean => code === 40005 && String(message).includes('暂时');

/** A user of the platform, logged in anew for each request: a refresh token is good once. */
export const platformEntrance: Entrance = {
  ...byStatus,
  isUnsettled: (said) => byStatus.isUnsettled(said) || isAwayForNow(said.body),
  async newcomer(place, points) {
    const { table, stack, clock } = place;
    const { account } = await platformUser(table, stack.secrets);
    await endow(place, account, points);
    const tokens = platformTokens(stack.env.STAGE!, async () => stack.secrets.JWT_SECRET);
    const show: Caller['show'] = async (auth) => {
      const { access, refresh } = await tokens.issue(newSession(account, newOperation(clock.now())));
      return bearer(await signedNow(place, auth === 'refresh' ? refresh : access));
    };
    return { api: 'platform', account, show };
  },
  promote: ({ table, clock }, { account }) => dynamoRoles(table).grant({ account, username: account, since: clock.now() }, 'admin'),
  forgeries: forgedTokens,
  accountIn({ body }) {
    const { user, id } = (body.data ?? {}) as { user?: { id?: number }; id?: number };
    const number = user?.id ?? id;
    return typeof number === 'number' ? accountOfNumber(number) : undefined;
  },
};
