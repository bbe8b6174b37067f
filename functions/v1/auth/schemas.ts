import * as z from 'zod/mini';
import { membershipTypes } from '#shared/domain/users/types.ts';
import { time } from '../schemas.ts';

/** A text of so many characters: of a person's, not of UTF-16's, and none of them half. JSON Schema counts the same. */
const characters = (name: string, least: number, most: number) => {
  const fits = (text: string) => [...text].length >= least && [...text].length <= most;
  return z.string(`${name} 必须是文本`).check(
    z.refine(fits, `${name} 必须是 ${least}–${most} 个字符`),
    z.refine((text) => text.isWellFormed(), `${name} 含有无效字符`),
    z.meta({ minLength: least, maxLength: most }),
  );
};

/** Letters and digits of any script, and `_ . -`. */
export const username = characters('username', 3, 32).check(z.regex(/^[\p{L}\p{M}\p{N}_.-]+$/u, 'username 只能含有字母、数字和 _ . -'));

export const email = z.email('email 格式不正确').check(z.maxLength(254, 'email 过长'));

export const password = characters('password', 8, 128);

/** What someone types who logs in: what can't be a username or a password just isn't one. */
export const typed = (name: string) =>
  z.string(`${name} 必须是文本`).check(z.minLength(1, `缺少参数 ${name}`), z.maxLength(512, `${name} 过长`));

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
