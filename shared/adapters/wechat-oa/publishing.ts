import * as z from 'zod/mini';
import type { Environment } from '../../contract/environment.ts';
import type { ArticleChannel, PublishingPlatform } from '../../domain/publishing/ports.ts';
import { isFault } from '../../kernel/fault.ts';
import { type OaClient, oaClient } from './client.ts';
import { endings, unavailable } from './errors.ts';

/** Of a list, newest first, so many are looked through: what is looked for was made minutes ago. */
const PAGE = 20;
const PAGES = 3;

const id = z.union([z.string(), z.number()]);
const item = z.object({
  media_id: z.optional(z.string()),
  article_id: z.optional(z.string()),
  content: z.optional(
    z.object({ news_item: z.optional(z.array(z.object({ content_source_url: z.optional(z.string()), url: z.optional(z.string()) }))) }),
  ),
});
const list = z.object({ total_count: z.number(), item: z.optional(z.array(item)) });
const status = z.object({
  publish_status: z.number(),
  article_detail: z.optional(z.object({ item: z.optional(z.array(z.object({ article_url: z.optional(z.string()) }))) })),
});

/** WeChat Official Accounts: permanent picture, draft, free publish (developers.weixin.qq.com, 素材、草稿、发布能力). */
export const wechatPublishing = (env: Environment): Pick<PublishingPlatform, 'open'> => ({
  open: (credentials) => channelOf(oaClient(env.WECHAT_OA_BASE_URL!, credentials)),
});

const channelOf = (client: OaClient): ArticleChannel => ({
  addDraft: async ({ title, cover, html, sourceUrl }) => {
    const kept = await client.upload('cover', '/cgi-bin/material/add_material?type=image', cover);
    const { media_id: thumb, url } = read(z.object({ media_id: z.string(), url: z.optional(z.string()) }), kept, 'cover');
    const article = {
      ...{ article_type: 'news', title, content: html(url ?? ''), content_source_url: sourceUrl, thumb_media_id: thumb },
      ...{ need_open_comment: 0, only_fans_can_comment: 0 },
    };
    const made = await client.post('draft', '/cgi-bin/draft/add', { articles: [article] });
    return read(z.object({ media_id: z.string() }), made, 'draft').media_id;
  },
  findDraft: async (sourceUrl) => (await find(client, 'draft', sourceUrl))?.media_id,
  hasDraft: async (draft) => {
    try {
      await client.post('draft', '/cgi-bin/draft/get', { media_id: draft });
      return true;
    } catch (error) {
      if (isFault(error, 'publish.failed') && error.details.errcode === INVALID_MEDIA) return false;
      throw error;
    }
  },
  submit: async (draft) => {
    const submitted = await client.post('submit', '/cgi-bin/freepublish/submit', { media_id: draft });
    return String(read(z.object({ publish_id: id }), submitted, 'submit').publish_id);
  },
  progress: async (publishId) => {
    const answer = await client.post('progress', '/cgi-bin/freepublish/get', { publish_id: publishId });
    const { publish_status: code, article_detail: detail } = read(status, answer, 'progress');
    if (code === 1) return { state: 'running' };
    const url = detail?.item?.[0]?.article_url;
    if (code === 0) return { state: 'published', ...(url !== undefined && { url }) };
    return { state: 'failed', reason: endings[code] ?? `公众号发布失败 (${code})` };
  },
  findPublished: async (sourceUrl) => {
    const found = await find(client, 'freepublish', sourceUrl);
    const url = found?.content?.news_item?.[0]?.url;
    return found && { ...(url !== undefined && { url }) };
  },
});

/** `invalid media_id`: what draft/get says of one that is no longer there. */
const INVALID_MEDIA = 40007;

async function find(client: OaClient, of: 'draft' | 'freepublish', sourceUrl: string) {
  for (let page = 0; page < PAGES; page++) {
    const { total_count: total, item: items = [] } = await listOf(client, of, page * PAGE);
    const found = items.find(({ content }) => content?.news_item?.some(({ content_source_url: url }) => url === sourceUrl));
    if (found || (page + 1) * PAGE >= total) return found;
  }
  return undefined;
}

const listOf = async (client: OaClient, of: 'draft' | 'freepublish', offset: number) =>
  read(list, await client.post('look', `/cgi-bin/${of}/batchget`, { offset, count: PAGE, no_content: 1 }), 'look');

/** An answer that isn't as documented says nothing. */
function read<T>(schema: z.ZodMiniType<T>, answer: unknown, step: string): T {
  const result = schema.safeParse(answer);
  return result.success ? result.data : unavailable(`an answer that isn't as documented: ${result.error.issues[0]?.path.join('.')}`, step);
}
