import * as z from 'zod/mini';
import { membershipTypes } from '#shared/domain/users/types.ts';
import { time } from '../schemas.ts';

const characters = (name: string, least: number, most: number) => {
  const message = `${name} 必须是 ${least}–${most} 个字符`;
  return [z.minLength(least, message), z.maxLength(most, message), z.refine<string>((text) => text.isWellFormed(), `${name} 含有无效字符`)];
};

/** Letters and digits of any script, and `_ . -`. */
export const username = z
  .string('username 必须是文本')
  .check(...characters('username', 3, 32), z.regex(/^[\p{L}\p{M}\p{N}_.-]+$/u, 'username 只能含有字母、数字和 _ . -'));

export const email = z.email('email 格式不正确').check(z.maxLength(254, 'email 过长'));

export const password = z.string('password 必须是文本').check(...characters('password', 8, 128));

/** What someone types who logs in: what can't be a username or a password just isn't one. */
export const typed = (name: string) =>
  z.string(`${name} 必须是文本`).check(z.minLength(1, `缺少参数 ${name}`), z.maxLength(254, `${name} 过长`));

export const referralCode = z.string('referral_code 必须是文本').check(z.regex(/^[A-Za-z0-9]{6}$/, 'referral_code 格式不正确'));

/** The fields of a user that the documents show, in several selections. */
export const userFields = {
  id: z.int(),
  username: z.string(),
  email: z.string(),
  credit_balance: z.int(),
  is_member: z.boolean(),
  membership_type: z.nullable(z.enum(membershipTypes)),
  membership_end_date: z.nullable(time),
  referral_code: z.string(),
};
