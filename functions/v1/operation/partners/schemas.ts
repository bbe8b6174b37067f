import * as z from 'zod/mini';
import type { Capability } from '#shared/contract/capabilities.ts';
import { packageSizes } from '#shared/domain/partners/prices.ts';
import { graces, lanes } from '#shared/domain/partners/types.ts';
import { text, time, yuan } from '../../schemas.ts';

export const codeParams = z.strictObject({
  code: z.string().check(z.minLength(1, 'code 不能为空'), z.maxLength(64, 'code 最多 64 个字符')),
});

const oneOf = <const T extends readonly [string, ...string[]]>(name: string, all: T) =>
  z.enum(all, `${name} 必须是 ${all.join(' / ')} 之一`);

export const lane = oneOf('lane', lanes);
export const state = oneOf('state', ['active', 'suspended']);
export const grace = oneOf('grace', graces);
export const name = text('name', 0, 100);
export const packageSize = z.literal(packageSizes, `package 必须是 ${packageSizes.join(' / ')} 之一`);

/** What it was paid with; it adds its uploads once. */
export const reference = text('reference', 1, 100);

/** A partner, without its secrets. */
export const partner = z.strictObject({
  code: z.string(),
  name: z.string(),
  state: z.enum(['active', 'suspended']),
  lane: z.enum(lanes),
  /** Uploads that can be used, and that photos at work have set aside. */
  nums: z.int(),
  held: z.int(),
  created_at: time,
});

export const lot = z.strictObject({
  reference: z.string(),
  uploads: z.int(),
  amount: yuan,
  bought_at: time,
  expires_at: time,
});

export const movement = z.strictObject({
  id: z.int(),
  kind: z.enum(['bought', 'used', 'expired']),
  uploads: z.int(),
  balance: z.int(),
  /** What was paid with, or the photo's `mdf`. */
  reference: z.string(),
  description: z.string(),
  created_at: time,
});

/** How telling a partner of a photo went. */
export const webhook = z.strictObject({
  mdf: z.string(),
  url: z.string(),
  state: z.enum(['waiting', 'pending', 'delivered', 'failed']),
  type: z.nullable(z.enum(['photo.repaired', 'photo.failed'])),
  next_at: z.nullable(time),
  attempts: z.array(z.strictObject({ at: time, ms: z.int(), status: z.nullable(z.int()), error: z.nullable(z.string()) })),
  created_at: time,
});

export const webhookExample = {
  mdf: '40b37f58db153e5149f008421797714e',
  url: 'https://partner.example.com/repaired',
  state: 'delivered',
  type: 'photo.repaired',
  next_at: null,
  attempts: [
    { at: '2026-01-22T10:05:00', ms: 15_001, status: null, error: 'TimeoutError' },
    { at: '2026-01-22T10:06:00', ms: 120, status: 200, error: null },
  ],
  created_at: '2026-01-22T10:04:00',
} as const;

/** What the guard of operators' endpoints takes. */
export const operatorUses = ['roles:read', 'limits', 'tokens'] as const satisfies readonly Capability[];

export const example = {
  code: 'hiliad',
  name: 'Hili Photo',
  state: 'active',
  lane: 'bulk',
  nums: 98,
  held: 2,
  created_at: '2026-01-22T10:00:00',
} as const;
