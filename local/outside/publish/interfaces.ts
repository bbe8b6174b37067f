import { randomBytes } from 'node:crypto';
import { digits } from '../keys.ts';
import type { Answer, Exchange } from '../service.ts';
import { type Draft, type NewsItem, newId, type OaAccount } from './accounts.ts';

/** WeChat says everything with HTTP 200; the refusal is in `errcode`. */
export const refusal = (errcode: number, errmsg: string): Answer => ({
  status: 200,
  body: { errcode, errmsg: `${errmsg} rid: ${randomBytes(4).toString('hex')}` },
});

const ok = (body: object): Answer => ({ status: 200, body });

interface Asked {
  account: OaAccount;
  exchange: Exchange;
  /** When what is handed in now is public. */
  doneAt: number;
}

type Serve = (asked: Asked) => Answer | Promise<Answer>;
type Json = Record<string, unknown>;

const TITLE = 32;
const CONTENT = 20_000;
const SOURCE_URL = 1024;

const bodyOf = ({ body }: Exchange): Json => JSON.parse(body.toString('utf8')) as Json;

/** Personal accounts may not publish, nor see what is published (since 2025-07). */
const permitted =
  (serve: Serve): Serve =>
  (asked) =>
    asked.account.appId.startsWith('personal') ? refusal(48001, 'api unauthorized') : serve(asked);

const addMaterial: Serve = async ({ account, exchange: { url, headers, body } }) => {
  if (url.searchParams.get('type') !== 'image') return refusal(40004, 'invalid media type');
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': headers['content-type'] ?? '' } })
    .formData()
    .catch(() => undefined);
  const media = form?.get('media');
  if (!(media instanceof Blob)) return refusal(41005, 'media data missing');
  if (!/^image\/(png|jpeg|gif|bmp)$/.test(media.type)) return refusal(40113, 'unsupported file type');
  const mediaId = newId();
  account.pictures.set(mediaId, { type: media.type, bytes: Buffer.from(await media.arrayBuffer()) });
  return ok({ media_id: mediaId, url: `${url.origin}/publish/wechat/picture/${mediaId}`, item: [] });
};

const addDraft: Serve = ({ account, exchange }) => {
  const { articles } = bodyOf(exchange);
  if (!Array.isArray(articles) || articles.length === 0) return refusal(44003, 'empty news data');
  const items: NewsItem[] = [];
  for (const article of articles as Json[]) {
    const { title, content, thumb_media_id: thumb, author = '', digest = '', content_source_url: source = '' } = article;
    if (typeof title !== 'string' || title === '' || Array.from(title).length > TITLE) return refusal(45003, 'title size out of limit');
    if (typeof content !== 'string' || content === '' || content.length > CONTENT) return refusal(45002, 'content size out of limit');
    if (typeof thumb !== 'string' || !account.pictures.has(thumb)) return refusal(40007, 'invalid media_id');
    if (String(source).length > SOURCE_URL) return refusal(45004, 'description size out of limit');
    const kept = { title, content: content.replace(/<script[\s\S]*?<\/script>/gi, ''), thumb_media_id: thumb, url: '' };
    items.push({ ...kept, author: String(author), digest: String(digest), content_source_url: String(source) });
  }
  const draft: Draft = { mediaId: newId(), items, at: Date.now() };
  account.drafts.set(draft.mediaId, draft);
  return ok({ media_id: draft.mediaId });
};

const getDraft: Serve = ({ account, exchange }) => {
  const draft = account.drafts.get(String(bodyOf(exchange).media_id));
  return draft ? ok({ news_item: draft.items }) : refusal(40007, 'invalid media_id');
};

const submit: Serve = ({ account, exchange, doneAt }) => {
  const mediaId = String(bodyOf(exchange).media_id);
  if (!account.drafts.has(mediaId)) return refusal(40007, 'invalid media_id');
  const publishId = `1${digits(9)}`;
  account.publishings.set(publishId, { publishId, mediaId, doneAt });
  return ok({ errcode: 0, errmsg: 'ok', publish_id: publishId, msg_data_id: digits(9) });
};

const getPublishing: Serve = ({ account, exchange }) => {
  const publishing = account.publishings.get(String(bodyOf(exchange).publish_id));
  if (!publishing) return refusal(53600, 'Article ID 无效');
  const { publishId, articleId, refused } = publishing;
  const article = account.articles.find((one) => one.articleId === articleId);
  if (!article) return ok({ publish_id: publishId, publish_status: refused ?? 1, article_id: '', fail_idx: refused ? [1] : [] });
  const item = article.items.map(({ url }, at) => ({ idx: at + 1, article_url: url }));
  return ok({
    publish_id: publishId,
    publish_status: 0,
    article_id: articleId,
    article_detail: { count: item.length, item },
    fail_idx: [],
  });
};

/** A page of a list, newest first; `no_content` leaves only the text out. */
function listed({ exchange }: Asked, all: readonly { id: object; items: NewsItem[]; at: number }[]): Answer {
  const { offset, count, no_content: bare } = bodyOf(exchange);
  if (typeof offset !== 'number' || typeof count !== 'number' || count < 1 || count > 20) return refusal(40035, 'invalid parameter');
  const shown = all.slice(offset, offset + count).map(({ id, items, at }) => ({
    ...id,
    content: { news_item: items.map(({ content, ...item }) => (bare === 1 ? item : { ...item, content })) },
    update_time: Math.floor(at / 1000),
  }));
  return ok({ total_count: all.length, item_count: shown.length, item: shown });
}

export const interfaces: Readonly<Record<string, Serve>> = {
  '/cgi-bin/material/add_material': addMaterial,
  '/cgi-bin/draft/add': addDraft,
  '/cgi-bin/draft/get': getDraft,
  '/cgi-bin/draft/batchget': (asked) =>
    listed(
      asked,
      [...asked.account.drafts.values()].reverse().map(({ mediaId, items, at }) => ({ id: { media_id: mediaId }, items, at })),
    ),
  '/cgi-bin/freepublish/submit': permitted(submit),
  '/cgi-bin/freepublish/get': permitted(getPublishing),
  '/cgi-bin/freepublish/batchget': permitted((asked) =>
    listed(
      asked,
      asked.account.articles.map(({ articleId, items, at }) => ({ id: { article_id: articleId }, items, at })),
    ),
  ),
};
