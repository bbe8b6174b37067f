/** What can be bought (platform-api.txt, 会员类型). */
export const membershipTypes = ['monthly', 'quarterly', 'yearly'] as const;
export type MembershipType = (typeof membershipTypes)[number];

/** A user of the platform. An account as any other, with the number that clients see. */
export interface User {
  /** The account: `u_1`. */
  id: string;
  /** The id that the platform's clients see: 1, 2, 3, … A number may be left out. */
  number: number;
  /** As it was written; unique whatever its case. */
  username: string;
  email: string;
  /** Available points: holds are already taken off. */
  points: number;
  membershipType?: MembershipType;
  /** Milliseconds; a member until then. */
  membershipEnd?: number;
  /** 6 characters, theirs alone. */
  referralCode: string;
  /** The account whose code they registered with. */
  referredBy?: string;
  /** Milliseconds. */
  createdAt: number;
}

/** What a user may do beyond their own things. */
export type UserRole = 'admin';
