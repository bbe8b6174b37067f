import { type Fen, POINTS_PER_YUAN } from '../../kernel/money.ts';
import type { MembershipType } from '../users/types.ts';

/** What a membership costs (fen) and how long it lasts (platform-api.txt, 会员类型). */
export const memberships: Readonly<Record<MembershipType, { price: Fen; months: number; name: string }>> = {
  monthly: { price: 990, months: 1, name: '月度会员' },
  quarterly: { price: 2500, months: 3, name: '季度会员' },
  yearly: { price: 9900, months: 12, name: '年度会员' },
};

/** Points that pay for `fen`: 9.9 yuan are 99 points. A part of a point is a whole one, or the rest would be given away. */
export const pointsToPay = (fen: Fen): number => Math.ceil((fen * POINTS_PER_YUAN) / 100);

/** `10` for 1,000 fen, `9.9` for 990: as people write prices. */
export const yuanText = (fen: Fen): string => String(fen / 100);
