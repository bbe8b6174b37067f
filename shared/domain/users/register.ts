import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import { accountOfNumber } from './names.ts';
import type { Gift, Passwords, Taken, Users } from './ports.ts';
import type { User } from './types.ts';

export interface RegisterParts {
  users: Pick<Users, 'nextNumber' | 'byReferralCode' | 'create'>;
  passwords: Pick<Passwords, 'hash'>;
  /** A referral code; it need not be free. */
  newReferralCode: () => string;
  /** What new users begin with. */
  giftsAt?: (now: number) => Promise<readonly Gift[]>;
  clock: Clock;
}

export interface NewUser {
  username: string;
  email: string;
  password: string;
  /** The code of whoever brought them. */
  referral_code?: string | undefined;
}

/** 2^30 codes: with a million users, three that are taken in a row come once in a billion registrations. */
const CODE_TRIES = 5;

/** Makes an account of who isn't known yet. Username and email are theirs alone, also when two ask at once. */
export async function register(parts: RegisterParts, asked: NewUser): Promise<User> {
  const { users, passwords, giftsAt = async () => [], clock } = parts;
  const now = clock();
  const referredBy = asked.referral_code === undefined ? undefined : await referrer(users, asked.referral_code);
  const [password, gifts, number] = await Promise.all([passwords.hash(asked.password), giftsAt(now), users.nextNumber()]);
  const points = gifts.reduce((sum, gift) => sum + gift.amount, 0);
  const { username, email } = asked;
  const base = { id: accountOfNumber(number), number, username, email, points, createdAt: now, ...(referredBy && { referredBy }) };
  for (let tries = 0; tries < CODE_TRIES; tries++) {
    const user: User = { ...base, referralCode: parts.newReferralCode() };
    const result = await users.create({ user, password, gifts });
    if (result === 'created') return user;
    if (result !== 'referralCode') return fail('request.invalid', taken[result]);
  }
  throw new Error(`no referral code is free after ${CODE_TRIES} tries`);
}

const referrer = async (users: Pick<Users, 'byReferralCode'>, code: string): Promise<string> =>
  (await users.byReferralCode(code)) ?? fail('request.invalid', { field: 'referral_code', message: 'referral_code 不存在' });

const taken: Record<Exclude<Taken, 'referralCode'>, { field: string; message: string }> = {
  username: { field: 'username', message: 'username 已被注册' },
  email: { field: 'email', message: 'email 已被注册' },
};
