import { bearer, byStatus, forgedTokens } from './bearer.ts';
import type { Caller, Entrance, Place } from './caller.ts';
import { endow } from './endow.ts';

/** What everybody begins with. */
const WELCOME_POINTS = 100;

let codes = 0;
/** Of `wx.login()`: each is another user. */
export const newCode = (): string => `proof-${process.pid}-${++codes}`;

/** Somebody of the mini-program; the same code is the same user. */
export async function miniUser({ stack }: Pick<Place, 'stack'>, code = newCode()): Promise<Caller> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`http://127.0.0.1:${stack.port}/api/wechat/login`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ code }),
  });
  const { user, token } = (await answer.json()) as { user?: { id: string }; token?: string };
  if (!user || !token) throw new Error(`nobody can log in: ${answer.status}`);
  return { api: 'mini', account: user.id, show: async () => bearer(token) };
}

export const miniEntrance: Entrance = {
  ...byStatus,
  async newcomer(place, points) {
    const caller = await miniUser(place);
    await endow(place, caller.account, Math.max(0, points - WELCOME_POINTS));
    return caller;
  },
  forgeries: forgedTokens,
  accountIn: ({ body }) => (body.user as { id?: string } | undefined)?.id,
};
