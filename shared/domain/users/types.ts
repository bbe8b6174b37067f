/** What can be bought (platform-api.txt, 会员类型). */
export const membershipTypes = ['monthly', 'quarterly', 'yearly'] as const;
export type MembershipType = (typeof membershipTypes)[number];
