import * as z from 'zod/mini';
import type { Api } from '../contract/endpoint.ts';

/** decisions.md, "Mini-program API". */
const mini = z
  .strictObject({
    success: z.literal(false),
    error: z.string().check(z.describe('A label for people')),
    message: z.string().check(z.describe('What happened')),
    code: z.string().check(z.describe('What a program decides by')),
    field: z.optional(z.string().check(z.describe('The field that is wrong'))),
    requestId: z.optional(z.string().check(z.describe('The job that ended so'))),
  })
  .check(z.meta({ id: 'Error' }));

/** partner-api.txt: `code` is always 9000, `errno` says what happened. */
const partner = z
  .strictObject({ code: z.literal(9000), errno: z.int().check(z.describe('What a program decides by')), msg: z.string() })
  .check(z.meta({ id: 'PartnerError' }));

/** platform-api.txt, 错误码; decisions.md, "Platform API". */
const platform = z
  .strictObject({ code: z.int().check(z.describe('What a program decides by')), message: z.string(), data: z.null() })
  .check(z.meta({ id: 'PlatformError' }));

/** What an error looks like in each API. */
export const errorBodies: Readonly<Record<Api, z.ZodMiniType>> = { mini, partner, platform };
