import { randomBytes } from 'node:crypto';

/** An article as it was handed in, with what WeChat adds. */
export interface NewsItem {
  title: string;
  author: string;
  digest: string;
  content: string;
  content_source_url: string;
  thumb_media_id: string;
  url: string;
}

export interface Draft {
  mediaId: string;
  items: NewsItem[];
  at: number;
}

/** A draft on its way to the public: it is an article once `doneAt` has passed, unless it is refused. */
export interface Publishing {
  publishId: string;
  mediaId: string;
  doneAt: number;
  articleId?: string;
  refused?: number;
}

export interface PublishedArticle {
  articleId: string;
  items: NewsItem[];
  at: number;
}

/** One Official Account, in memory. */
export interface OaAccount {
  appId: string;
  token: string;
  /** Permanent pictures by their ids. */
  pictures: Map<string, { type: string; bytes: Buffer }>;
  drafts: Map<string, Draft>;
  publishings: Map<string, Publishing>;
  articles: PublishedArticle[];
}

export const newId = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** Accounts by app id and by token; any app id is one, its token always the same. */
export function createAccounts() {
  const byApp = new Map<string, OaAccount>();
  const byToken = new Map<string, OaAccount>();
  return {
    of(appId: string): OaAccount {
      const known = byApp.get(appId);
      if (known) return known;
      const account: OaAccount = {
        ...{ appId, token: newId(48) },
        ...{ pictures: new Map(), drafts: new Map(), publishings: new Map(), articles: [] },
      };
      byApp.set(appId, account);
      byToken.set(account.token, account);
      return account;
    },
    known: (appId: string): OaAccount | undefined => byApp.get(appId),
    withToken: (token: string | null): OaAccount | undefined => byToken.get(token ?? ''),
    all: (): OaAccount[] => [...byApp.values()],
  };
}

export type Accounts = ReturnType<typeof createAccounts>;

/**
 * Makes public what is due. A draft that was handed in twice while it still was one becomes two articles: nobody knows that WeChat wouldn't,
 * so the stand-in does.
 */
export function settle(account: OaAccount, now: number, urlOf: (articleId: string) => string): void {
  const due = [...account.publishings.values()].filter(
    (one) => one.doneAt <= now && one.articleId === undefined && one.refused === undefined,
  );
  for (const publishing of due) {
    const draft = account.drafts.get(publishing.mediaId)!;
    if (draft.items.some(({ title }) => title.includes('违规'))) {
      publishing.refused = 4;
      continue;
    }
    const articleId = newId(24);
    publishing.articleId = articleId;
    account.articles.unshift({ articleId, at: now, items: draft.items.map((item) => ({ ...item, url: urlOf(articleId) })) });
  }
  for (const { mediaId, articleId } of due) if (articleId !== undefined) account.drafts.delete(mediaId);
}
