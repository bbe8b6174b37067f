import type { Operation } from '../../kernel/ids.ts';
import type { Picture } from '../models/ports.ts';
import type { PublishPlatform } from './names.ts';
import type { Publication } from './types.ts';

/** A platform's account that a user has bound. */
export interface Binding {
  account: string;
  platform: PublishPlatform;
  appId: string;
  /** Its secret, sealed. */
  sealedSecret: string;
  /** Milliseconds. */
  boundAt: number;
}

export interface Bindings {
  of(account: string): Promise<Binding[]>;
  find(account: string, platform: PublishPlatform): Promise<Binding | undefined>;
  put(binding: Binding): Promise<void>;
}

export interface Publications {
  /** Numbers and writes it, due at `dueAt`. The same operation writes it once, and is answered what it wrote. */
  create(fresh: Omit<Publication, 'number'>, operation: Operation, dueAt: number): Promise<Publication>;
  find(account: string, number: number): Promise<Publication | undefined>;
  /** Newest first, with the exact total. */
  page(account: string, page: { limit: number; skip: number }): Promise<{ publications: Publication[]; total: number }>;
  /** Takes it up until `until`, when its time has come and nobody else has it; `undefined` otherwise. Until it is released it is due soon after that. */
  claim(account: string, number: number, lease: { now: number; until: number }): Promise<Publication | undefined>;
  /** Writes how far its targets are. Throws when another worker has taken it up since. */
  save(publication: Publication): Promise<void>;
  /** The same, and gives it back, due at `dueAt`; without one nothing is left to do. */
  release(publication: Publication, dueAt: number | undefined): Promise<void>;
  /** Comes back to it at `dueAt`, if it still is due. */
  postpone(publication: Publication, dueAt: number): Promise<void>;
}

export interface Article {
  /** At most 32 characters. */
  title: string;
  cover: Picture;
  /** Its HTML, which may show the cover. */
  html: (coverUrl: string) => string;
  /** Where "read the original" leads; tells it from every other article. */
  sourceUrl: string;
}

export type Progress = { state: 'running' } | { state: 'published'; url?: string } | { state: 'failed'; reason: string };

/**
 * A bound account of a platform that takes drafts and publishes them by itself. Every method ends in `publish.unavailable` when it may work
 * another time, and in `publish.failed` when it won't; `details.refused` says that the platform has answered, so that certainly nothing was done.
 */
export interface ArticleChannel {
  addDraft(article: Article): Promise<string>;
  findDraft(sourceUrl: string): Promise<string | undefined>;
  hasDraft(draft: string): Promise<boolean>;
  /** Hands a draft in; the draft is gone once it is public. */
  submit(draft: string): Promise<string>;
  progress(publishId: string): Promise<Progress>;
  /** An article that is public; `undefined` when there is none. */
  findPublished(sourceUrl: string): Promise<{ url?: string } | undefined>;
}

export interface ChannelCredentials {
  appId: string;
  appSecret: string;
}

export interface PublishingPlatform {
  /** Whether an account with these may publish: `publish.credentials`, `publish.failed` with the reason, `publish.unavailable`. */
  verify(credentials: ChannelCredentials): Promise<void>;
  open(credentials: ChannelCredentials): ArticleChannel;
}

/** Sends a publication to its worker. */
export type SendPublication = (message: { account: string; publication: number }, delaySeconds?: number) => Promise<void>;
