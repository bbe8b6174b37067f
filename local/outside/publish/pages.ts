import type { Answer } from '../service.ts';
import type { Accounts } from './accounts.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What a reader sees. */
export function articlePage(accounts: Accounts, articleId: string): Answer {
  for (const { appId, articles, pictures } of accounts.all()) {
    const item = articles.find((article) => article.articleId === articleId)?.items[0];
    if (!item) continue;
    const cover = pictures.get(item.thumb_media_id);
    const image = cover ? `<img src="data:${cover.type};base64,${cover.bytes.toString('base64')}" style="width:100%">` : '';
    const head = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(item.title)}</title>`;
    const style = '<style>body{max-width:640px;margin:2em auto;font-family:sans-serif;padding:0 1em}img{max-width:100%}</style>';
    const foot = `<p><a href="${escaped(item.content_source_url)}">阅读原文</a></p><p><small>本地示例 local sample · ${escaped(appId)}</small></p>`;
    return { status: 200, headers: HTML, body: `${head}${style}<h1>${escaped(item.title)}</h1>${image}${item.content}${foot}` };
  }
  return { status: 404, headers: HTML, body: '<!doctype html><meta charset="utf-8"><p>该内容不存在</p>' };
}

/** A picture of an article. */
export function picture(accounts: Accounts, mediaId: string): Answer {
  const found = accounts
    .all()
    .find(({ pictures }) => pictures.has(mediaId))
    ?.pictures.get(mediaId);
  return found ? { status: 200, headers: { 'content-type': found.type }, body: found.bytes } : { status: 404, body: '' };
}

/** Everything that is public, of one account or of all: what a test asks. */
export function postsPage(accounts: Accounts, appId: string | null): Answer {
  const shown = accounts.all().filter((account) => appId === null || account.appId === appId);
  const posts = shown.flatMap((account) =>
    account.articles.map(({ articleId, items, at }) => ({ appId: account.appId, articleId, at: new Date(at).toISOString(), ...items[0]! })),
  );
  return { status: 200, body: posts };
}
