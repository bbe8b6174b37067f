import { hours, minutes, seconds } from '../../kernel/clock.ts';
import { type Fault, isFault } from '../../kernel/fault.ts';
import type { Article, ArticleChannel } from './ports.ts';
import type { Target } from './types.ts';

/**
 * What a platform may take until it shows what became of a draft that was handed in. Only then is a draft that still is one known
 * not to be on its way.
 */
export const SETTLE_MS = minutes(10);
/** After this nothing is handed in any more: yesterday's news helps nobody. */
export const GIVE_UP_MS = hours(1);
const LOOK_MS = seconds(15);
const LONGEST_PAUSE_MS = minutes(8);

export interface AdvanceParts {
  channel: ArticleChannel;
  /** Made only when there is no draft yet. */
  article: () => Promise<Article>;
  sourceUrl: string;
  startsAt: number;
  /** Whether somebody may have made a draft already, and died. */
  isRetry: boolean;
  now: () => number;
  /** Writes down how far it is, before the next step. */
  save: (target: Target) => Promise<void>;
}

/** Where a target is now, and when to go on with it; nothing where it is settled. */
export interface Step {
  target: Target;
  next?: number;
}

/**
 * Goes as far as it can with one target. The draft is made once, its id saved; that it is about to be handed in is saved before it is. Whoever finds that
 * saved and no answer asks the platform: for the article, then for the draft. Only a draft that still is one when everything must have settled is handed
 * in again, and it is the same one: the platform takes a draft away when it makes it public.
 */
export async function advance(parts: AdvanceParts, before: Target): Promise<Step> {
  const { now, save } = parts;
  let at: Target = { ...before, state: 'publishing' };
  const keep = async (change: Partial<Target>) => {
    at = { ...at, ...change };
    await save(at);
  };
  try {
    if (at.submittedAt !== undefined && at.publishId === undefined) {
      const looked = await lookUp(parts, at, at.submittedAt);
      if (looked) return looked;
    }
    if (at.publishId === undefined) {
      if (now() > parts.startsAt + GIVE_UP_MS) return failed(at, at.reason ?? '一小时内未能发布', now());
      if (at.draft === undefined) await keep({ draft: await draftOf(parts) });
      await keep({ submittedAt: now() });
      await keep({ publishId: await parts.channel.submit(at.draft!) });
    }
    return await progressOf(parts, at, at.publishId!);
  } catch (error) {
    return afterFailure(error, at, parts);
  }
}

async function draftOf({ channel, article, sourceUrl, isRetry }: AdvanceParts): Promise<string> {
  const known = isRetry ? await channel.findDraft(sourceUrl) : undefined;
  return known ?? channel.addDraft(await article());
}

/** Whether what was handed in, without an answer, is public. Nothing when it is certain that it isn't. */
async function lookUp({ channel, sourceUrl, now, startsAt }: AdvanceParts, at: Target, submittedAt: number): Promise<Step | undefined> {
  const found = await channel.findPublished(sourceUrl);
  if (found) return published(at, found.url, now());
  const settled = submittedAt + SETTLE_MS;
  if (now() < settled) return { target: at, next: settled };
  if (await channel.hasDraft(at.draft!)) return undefined;
  if (now() < startsAt + GIVE_UP_MS) return { target: at, next: now() + minutes(2) };
  return unconfirmed(at, now());
}

async function progressOf({ channel, now, startsAt }: AdvanceParts, at: Target, publishId: string): Promise<Step> {
  const progress = await channel.progress(publishId);
  if (progress.state === 'published') return published(at, progress.url, now());
  if (progress.state === 'failed') return failed(at, progress.reason, now());
  if (now() > startsAt + 2 * GIVE_UP_MS) return unconfirmed(at, now());
  const sinceSubmit = now() - (at.submittedAt ?? now());
  return { target: at, next: now() + (sinceSubmit < minutes(2) ? LOOK_MS : minutes(2)) };
}

/** What asking again won't change. */
const isRefusal = (error: unknown): error is Fault =>
  isFault(error, 'publish.failed') || isFault(error, 'publish.credentials') || isFault(error, 'creation.not_found');

/** A refusal while nothing was on its way is the end, or is tried again later; what was on its way, the next look finds out. */
function afterFailure(error: unknown, at: Target, { now, startsAt }: AdvanceParts): Step {
  const passing = isFault(error, 'publish.unavailable');
  if (!passing && !isRefusal(error)) throw error;
  const tries = (at.tries ?? 0) + 1;
  const next = now() + Math.min(minutes(1) * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  if (at.publishId !== undefined) {
    // What was handed in may be public, whatever the platform says of our question.
    return now() > startsAt + 2 * GIVE_UP_MS ? unconfirmed(at, now()) : { target: { ...at, tries }, next };
  }
  const reason = error.message;
  if (at.submittedAt !== undefined && !isAnswerToSubmit(error)) {
    if (now() > startsAt + 2 * GIVE_UP_MS) return unconfirmed(at, now());
    return { target: { ...at, tries, reason }, next: Math.max(next, at.submittedAt + SETTLE_MS) };
  }
  const { submittedAt: _, ...undone } = at;
  return passing ? { target: { ...undone, tries, reason }, next } : failed(undone, reason, now());
}

/** The platform has answered that it doesn't take the draft. */
const isAnswerToSubmit = ({ details }: Fault): boolean => details.refused === true && details.step === 'submit';

const settledAt = (state: Target['state'], at: Target, finishedAt: number): Target => {
  const { reason: _, ...rest } = at;
  return { ...rest, state, finishedAt };
};

const published = (at: Target, url: string | undefined, now: number): Step => ({
  target: { ...settledAt('published', at, now), ...(url !== undefined && { url }) },
});

const failed = (at: Target, reason: string, now: number): Step => ({ target: { ...settledAt('failed', at, now), reason } });

const unconfirmed = (at: Target, now: number): Step => ({
  target: { ...settledAt('unconfirmed', at, now), reason: '已提交,但平台未确认结果;请在平台后台查看,不会自动重发' },
});
