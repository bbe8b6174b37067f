import { type Clock, seconds } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Creations } from '../creations/ports.ts';
import type { Vault } from '../vault/ports.ts';
import { advance, type Step } from './advance.ts';
import { type ArticleParts, articleOf, sourceUrl } from './article.ts';
import { secretOwner } from './bind.ts';
import type { PublishPlatform } from './names.ts';
import type { Binding, Bindings, Publications, PublishingPlatform, SendPublication } from './ports.ts';
import { GRACE_MS } from './timing.ts';
import { isSettled, type Publication, type Target } from './types.ts';

export interface RunPublicationParts extends ArticleParts {
  publications: Pick<Publications, 'claim' | 'save' | 'release'>;
  bindings: Pick<Bindings, 'find'>;
  creations: Pick<Creations, 'find'>;
  vault: Pick<Vault, 'open'>;
  wechat: Pick<PublishingPlatform, 'open'>;
  send: SendPublication;
  clock: Clock;
  /** How long a worker may have it: longer than it can run. */
  leaseMs: number;
  onSettled: (publication: Publication, platform: PublishPlatform, target: Target) => void;
}

/** A worker's part: takes a publication up and goes on with each of its targets. A message that comes too early, late or twice does nothing. */
export async function runPublication(
  parts: RunPublicationParts,
  { account, publication: number }: { account: string; publication: number },
): Promise<void> {
  const { publications, clock } = parts;
  const now = clock();
  let publication = await publications.claim(account, number, { now, until: now + parts.leaseMs });
  if (!publication) return;
  const looks: number[] = [];
  for (const [platform, target] of Object.entries(publication.targets) as [PublishPlatform, Target][]) {
    if (isSettled(target)) continue;
    const save = async (changed: Target) => {
      publication = withTarget(publication!, platform, changed);
      await publications.save(publication);
    };
    const step = await advanceTarget(parts, publication, platform, target, save);
    publication = withTarget(publication, platform, step.target);
    if (step.next === undefined) parts.onSettled(publication, platform, step.target);
    else looks.push(step.next);
  }
  await comeBack(parts, publication, looks);
}

const withTarget = (publication: Publication, platform: PublishPlatform, target: Target): Publication => ({
  ...publication,
  targets: { ...publication.targets, [platform]: target },
});

/** Soon by a message, later by the sweeper, which comes once a minute. */
async function comeBack({ publications, send, clock }: RunPublicationParts, publication: Publication, looks: number[]): Promise<void> {
  if (looks.length === 0) return publications.release(publication, undefined);
  const next = Math.min(...looks);
  const inMs = next - clock();
  const soon = inMs < GRACE_MS;
  await publications.release(publication, soon ? next + GRACE_MS : next);
  const { account, number } = publication;
  if (soon) await send({ account, publication: number }, Math.max(1, Math.ceil(inMs / seconds(1))));
}

async function advanceTarget(
  parts: RunPublicationParts,
  publication: Publication,
  platform: PublishPlatform,
  target: Target,
  save: (target: Target) => Promise<void>,
): Promise<Step> {
  const { account, creation, marker, startsAt, attempts } = publication;
  const now = parts.clock;
  const binding = await parts.bindings.find(account, platform);
  const lost = lostBinding(binding, target);
  if (!binding || lost) return { target: { ...target, ...endWithout(target), reason: lost!, finishedAt: now() } };
  const appSecret = await parts.vault.open(binding.sealedSecret, secretOwner(account, platform));
  return advance(
    {
      channel: parts.wechat.open({ appId: binding.appId, appSecret }),
      article: async () => articleOf(parts, (await parts.creations.find(account, creation)) ?? fail('creation.not_found'), marker),
      sourceUrl: sourceUrl(parts.siteUrl, marker),
      ...{ startsAt, isRetry: attempts > 1, now, save },
    },
    { ...target, appId: binding.appId },
  );
}

/** Without the account that it was begun with, it can't go on. */
function lostBinding(binding: Binding | undefined, { appId }: Target): string | undefined {
  if (!binding) return '平台账号未绑定';
  return appId !== undefined && appId !== binding.appId ? '平台账号已更换' : undefined;
}

/** What was handed in already may be public. */
const endWithout = ({ submittedAt }: Target): Pick<Target, 'state'> => ({ state: submittedAt === undefined ? 'failed' : 'unconfirmed' });
