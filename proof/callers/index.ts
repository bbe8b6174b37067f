import type { Api, Auth } from '#shared/contract/endpoint.ts';
import type { Caller, Credential, Entrance, Place } from './caller.ts';
import { miniEntrance } from './mini.ts';
import { platformEntrance } from './platform.ts';

export type { Caller, Credential, Entrance, Forgery, Place, Said } from './caller.ts';

const entrances: Readonly<Partial<Record<Api, Entrance>>> = { mini: miniEntrance, platform: platformEntrance };

/** How to come in at an API. One that has no entrance yet gets it here, and then every proof knows it. */
export function entranceOf(api: Api): Entrance {
  const found = entrances[api];
  if (!found) throw new Error(`say in proof/callers/ how one comes in at the ${api} API`);
  return found;
}

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
