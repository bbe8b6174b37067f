import * as z from 'zod/mini';
import { publishPlatforms } from '#shared/domain/publishing/names.ts';
import { targetStates } from '#shared/domain/publishing/types.ts';
import { time } from '../schemas.ts';

export const platform = (name: string) => z.enum(publishPlatforms, `${name} 必须是 ${publishPlatforms.join('、')} 之一`);

/** A platform, and the account that is bound there; `app_secret` is never shown. `reason`: why nothing can be published there. */
export const platformState = z.strictObject({
  platform: z.enum(publishPlatforms),
  name: z.string(),
  supported: z.boolean(),
  reason: z.nullable(z.string()),
  bound: z.boolean(),
  app_id: z.nullable(z.string()),
  bound_at: z.nullable(time),
});

/** `partial`: its platforms ended differently. */
export const publicationState = z.enum([...targetStates, 'partial']);

export const publication = z.strictObject({
  publish_id: z.int(),
  creation_id: z.int(),
  title: z.string(),
  status: publicationState,
  platforms: z.array(
    z.strictObject({
      platform: z.enum(publishPlatforms),
      status: z.enum(targetStates),
      url: z.nullable(z.string()),
      reason: z.nullable(z.string()),
      published_at: z.nullable(time),
    }),
  ),
  schedule_time: z.nullable(time),
  created_at: time,
});
