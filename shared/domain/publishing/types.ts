import type { PublishPlatform } from './names.ts';

/** `unconfirmed`: it was handed in, and the platform doesn't say what became of it. Never handed in again: it might be there. */
export const targetStates = ['pending', 'publishing', 'published', 'failed', 'unconfirmed'] as const;
export type TargetState = (typeof targetStates)[number];

/** What became of a publication on one platform, and how far it has come: docs/publishing.md has the diagram. */
export interface Target {
  state: TargetState;
  /** The platform's account that it is published with: one that was bound in between doesn't get the other half. */
  appId?: string;
  /** The platform's id of the draft. */
  draft?: string;
  /** Written before the draft is handed in: from then on it may be public, whatever we hear. Milliseconds. */
  submittedAt?: number;
  /** The platform's id of the publishing that goes on. */
  publishId?: string;
  /** Where it can be read. */
  url?: string;
  /** Why it failed, or why nothing can be said, in the user's words. */
  reason?: string;
  /** Failures that passed, for the pause before the next try. */
  tries?: number;
  finishedAt?: number;
}

/** A creation that is to be published. Its number counts the account's publications: 1, 2, 3, … */
export interface Publication {
  number: number;
  account: string;
  creation: number;
  /** The creation's, as it was when it was asked for. */
  title: string;
  /** Nobody else's article has it in its address: by this it is found again. */
  marker: string;
  /** Milliseconds. */
  createdAt: number;
  /** When it is to be public; `createdAt` for at once. */
  startsAt: number;
  targets: Readonly<Partial<Record<PublishPlatform, Target>>>;
  /** How often a worker took it up; a worker writes only as long as it is the last that did. */
  attempts: number;
  leaseUntil?: number;
}

export const isSettled = ({ state }: Target): boolean => state === 'published' || state === 'failed' || state === 'unconfirmed';

/** Its targets' common state, or `partial` where they differ and nothing is left to do. */
export function stateOf({ targets }: Pick<Publication, 'targets'>): TargetState | 'partial' {
  const states = Object.values(targets).map(({ state }) => state);
  if (states.includes('publishing')) return 'publishing';
  if (states.includes('pending')) return states.every((state) => state === 'pending') ? 'pending' : 'publishing';
  return states.every((state) => state === states[0]) ? states[0]! : 'partial';
}
