import * as z from 'zod/mini';
import type { Capability } from '#shared/contract/capabilities.ts';

/** Who asks. Checked with the token, before the rest of the body. */
export const thirdCode = z.string('third_code 必须是文本');

/** The documented answer: `{"code": 200, "data": …}` (partner-api.txt). */
export const answered = <Data extends z.ZodMiniType>(data: Data) => z.strictObject({ code: z.literal(200), data });

/** What a photo is known by. What can't be one is a photo that doesn't exist. */
export const mdf = z.string('mdf 必须是文本').check(z.minLength(1, '缺少参数 mdf'));

/** What it takes to know who calls. */
export const partnerUses = ['partners:read', 'vault'] as const satisfies readonly Capability[];
