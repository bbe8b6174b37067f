import { expect, test } from 'vitest';
import { htmlOf } from '#shared/domain/publishing/html.ts';

/** Without styles, which say nothing of the structure. */
const bare = (markdown: string): string => htmlOf(markdown).replace(/ style="[^"]*"/g, '');

test('what the writing tools give keeps its structure', () => {
  expect(bare('# 标题\n\n第一段 **重点** 和 *语气*\n第二段\n\n- 一\n- 二\n\n1. 甲\n2) 乙\n\n> 引文\n\n---\n末段')).toBe(
    '<h2>标题</h2><p>第一段 <strong>重点</strong> 和 <em>语气</em></p><p>第二段</p>' +
      '<ul><li>一</li><li>二</li></ul><ol><li>甲</li><li>乙</li></ol><blockquote>引文</blockquote><hr><p>末段</p>',
  );
});

test('HTML in a text is shown, never taken', () => {
  const html = htmlOf('<img src=x onerror=alert(1)> "a" & `<b>`');
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;a&quot; &amp; <code>&lt;b&gt;</code>');
  expect(html.match(/<[^>]+>/g)!.every((tag) => /^<\/?(p|code)[ >]/.test(`${tag.slice(0, -1)}>`))).toBe(true);
});

test('stars that emphasise nothing stay stars', () => {
  expect(bare('2 * 3 * 4')).toBe('<p>2 * 3 * 4</p>');
});

test('an empty text is no article', () => {
  expect(htmlOf(' \n\n')).toBe('');
});
