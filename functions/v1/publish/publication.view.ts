import type * as z from 'zod/mini';
import { type PublishPlatform, platforms, publishPlatforms } from '#shared/domain/publishing/names.ts';
import type { Binding } from '#shared/domain/publishing/ports.ts';
import { type Publication, stateOf, type Target } from '#shared/domain/publishing/types.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import type { platformState, publication } from './schemas.ts';

const timeOf = (ms: number | undefined): string | null => (ms === undefined ? null : beijingTime(ms));

export function platformView(platform: PublishPlatform, binding?: Binding): z.output<typeof platformState> {
  const { name, unsupported } = platforms[platform];
  return {
    ...{ platform, name, supported: unsupported === undefined, reason: unsupported ?? null },
    ...{ bound: binding !== undefined, app_id: binding?.appId ?? null, bound_at: timeOf(binding?.boundAt) },
  };
}

/** Every platform, bound or not. */
export const platformViews = (bindings: readonly Binding[]) =>
  publishPlatforms.map((platform) =>
    platformView(
      platform,
      bindings.find((binding) => binding.platform === platform),
    ),
  );

export const publicationView = (one: Publication): z.output<typeof publication> => ({
  ...{ publish_id: one.number, creation_id: one.creation, title: one.title, status: stateOf(one) },
  platforms: (Object.entries(one.targets) as [PublishPlatform, Target][]).map(([platform, { state, url, reason, finishedAt }]) => ({
    ...{ platform, status: state, url: url ?? null, reason: reason ?? null },
    published_at: state === 'published' ? timeOf(finishedAt) : null,
  })),
  schedule_time: one.startsAt > one.createdAt ? beijingTime(one.startsAt) : null,
  created_at: beijingTime(one.createdAt),
});
