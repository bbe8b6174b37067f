import { membershipAt } from '#shared/domain/users/membership.ts';
import type { User } from '#shared/domain/users/types.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';

/** A user as answers show them; each takes the fields that its document has. Who isn't a member has neither type nor end. */
export function userView(user: User, now: number) {
  const membership = membershipAt(user, now);
  return {
    id: user.number,
    username: user.username,
    email: user.email,
    credit_balance: user.points,
    is_member: membership !== undefined,
    membership_type: membership?.type ?? null,
    membership_end_date: membership ? beijingTime(membership.end) : null,
    referral_code: user.referralCode,
  };
}
