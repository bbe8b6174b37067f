import * as z from 'zod/mini';

const LIMIT = 'limit 必须是 1–200 的整数';

/** `limit` of the lists: 1–200, default 50 (decisions.md). */
export const limitQuery = z.object({
  limit: z.prefault(
    z.pipe(
      z.string().check(z.regex(/^\d{1,3}$/, LIMIT)),
      z.pipe(z.transform(Number), z.number().check(z.gte(1, LIMIT), z.lte(200, LIMIT))),
    ),
    '50',
  ),
});

/** UTC with `Z`. */
export const timestamp = z.iso.datetime();
