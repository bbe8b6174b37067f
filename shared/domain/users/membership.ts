import type { MembershipType, User } from './types.ts';

export interface Membership {
  type: MembershipType;
  /** Milliseconds. */
  end: number;
}

/** What the user is a member by at `now`; `undefined` for who never was one, or whose time is over. */
export function membershipAt({ membershipType, membershipEnd }: Pick<User, 'membershipType' | 'membershipEnd'>, now: number) {
  if (membershipType === undefined || membershipEnd === undefined || membershipEnd <= now) return undefined;
  return { type: membershipType, end: membershipEnd } satisfies Membership;
}
