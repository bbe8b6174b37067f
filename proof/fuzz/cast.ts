import type { Api } from '#shared/contract/endpoint.ts';
import { type Caller, callerFor } from '../callers/index.ts';
import type { Operation } from './document.ts';
import type { World } from './world.ts';

/** Points enough that requests are not refused for the lack of them. */
const POINTS = 50_000;

/** Somebody of each API, and an operator where it has any. */
export interface Cast {
  /** Who asks for this operation. */
  for(operation: Pick<Operation, 'api' | 'auth'>): Caller;
  /** Everybody but the operators. */
  people: readonly Caller[];
}

/** New people for each API of the document. */
export async function newCast(world: World): Promise<Cast> {
  const people = new Map<Api, Caller>();
  const operators = new Map<Api, Caller>();
  for (const { api, auth } of world.operations) {
    if (!people.has(api)) people.set(api, await callerFor(world, { api, auth: 'account' }, POINTS));
    if (auth === 'admin' && !operators.has(api)) operators.set(api, await callerFor(world, { api, auth }, POINTS));
  }
  return {
    for: ({ api, auth }) => (auth === 'admin' ? operators : people).get(api)!,
    people: [...people.values()],
  };
}
