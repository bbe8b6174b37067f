import type { Api, Auth } from '#shared/contract/endpoint.ts';
import type { Caller, Credential, Entrance, Place } from './caller.ts';
import { miniEntrance } from './mini.ts';
import { partnerEntrance } from './partner.ts';
import { platformEntrance } from './platform.ts';

export type { Caller, Credential, Entrance, Forgery, Place, Said } from './caller.ts';

const entrances: Readonly<Record<Api, Entrance>> = { mini: miniEntrance, partner: partnerEntrance, platform: platformEntrance };

/** How to come in at an API. */
export const entranceOf = (api: Api): Entrance => entrances[api];

/** Enough for anything that costs. */
const POINTS = 1000;

/** Somebody new who may call what asks for this. */
export async function callerFor(place: Place, { api, auth }: { api: Api; auth: Auth }, points = POINTS): Promise<Caller> {
  const entrance = entranceOf(api);
  const caller = await entrance.newcomer(place, points);
  if (auth === 'admin') await promoted(place, caller);
  return caller;
}

export async function promoted(place: Place, caller: Caller): Promise<Caller> {
  const { promote } = entranceOf(caller.api);
  if (!promote) throw new Error(`the ${caller.api} API has no operators`);
  await promote(place, caller);
  return caller;
}

/** What is shown at an endpoint: nothing where it asks for nothing. */
export const shown = async (caller: Caller | undefined, auth: Auth): Promise<Credential> =>
  caller === undefined || auth === 'none' ? {} : caller.show(auth);
