import { fail } from '../../kernel/fault.ts';
import { wholeText } from '../creations/content.ts';
import type { Creation } from '../creations/types.ts';
import { publicKey } from '../media/names.ts';
import type { Media } from '../media/ports.ts';
import type { Picture } from '../models/ports.ts';
import { htmlOf, imageHtml } from './html.ts';
import type { Article } from './ports.ts';

/** WeChat's limits of an article (draft/add). */
const TITLE = 32;
const CONTENT = 20_000;

export interface ArticleParts {
  media: Pick<Media, 'get'>;
  /** A cover for what has no picture. */
  drawCover: (title: string) => Picture;
  /** Where readers are led; the marker is added to it. */
  siteUrl: string;
}

/** Where "read the original" of an article leads. */
export function sourceUrl(siteUrl: string, marker: string): string {
  const url = new URL(siteUrl);
  url.searchParams.set('post', marker);
  return url.href;
}

/** A creation as the article that it becomes. Ends in `publish.failed` when it can't be one. */
export async function articleOf({ media, drawCover, siteUrl }: ArticleParts, creation: Creation, marker: string): Promise<Article> {
  const about = { title: shortened(creation.title), sourceUrl: sourceUrl(siteUrl, marker) };
  if (creation.type === 'image') {
    const cover = creation.file === undefined ? undefined : await media.get(publicKey(creation.file));
    if (!cover) return fail('publish.failed', { message: '图片已不存在' });
    return { ...about, cover, html: imageHtml };
  }
  const html = htmlOf(await wholeText(media, creation));
  if (html.length > CONTENT) fail('publish.failed', { message: `正文过长 (含格式 ${html.length} 字符),公众号最多 ${CONTENT} 字符` });
  if (html === '') fail('publish.failed', { message: '正文为空' });
  return { ...about, cover: drawCover(creation.title), html: () => html };
}

const shortened = (title: string): string => {
  const characters = Array.from(title);
  return characters.length <= TITLE ? title : `${characters.slice(0, TITLE - 1).join('')}…`;
};
