/** How an article looks: WeChat drops style sheets and classes, and keeps inline styles. */
const styles = {
  h: 'font-size:18px;font-weight:bold;margin:24px 0 12px;line-height:1.4',
  p: 'margin:0 0 16px;line-height:1.75',
  quote: 'margin:0 0 16px;padding:8px 12px;border-left:3px solid #ccc;color:#666',
  list: 'margin:0 0 16px;padding-left:24px;line-height:1.75',
} as const;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Emphasis and code within a line; everything else is text. */
const inline = (text: string): string =>
  escaped(text)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(?<![*\w])\*([^*\s][^*]*)\*/g, '<em>$1</em>');

type Kind = 'h' | 'ul' | 'ol' | 'quote' | 'rule' | 'p';

/** What a line of Markdown is, and its text. */
function read(line: string): { kind: Kind; text: string } {
  const forms: readonly [Kind, RegExp][] = [
    ['h', /^#{1,6}\s+(.*?)\s*#*$/],
    ['rule', /^(?:[-*_]\s*){3,}$()/],
    ['ul', /^[-*+]\s+(.*)$/],
    ['ol', /^\d{1,3}[.)]\s+(.*)$/],
    ['quote', /^>\s?(.*)$/],
  ];
  for (const [kind, form] of forms) {
    const found = form.exec(line);
    if (found) return { kind, text: found[1] ?? '' };
  }
  return { kind: 'p', text: line };
}

/**
 * Markdown, as the writing tools give it, as the HTML of an article: headings, paragraphs, lists, quotes, emphasis. HTML in it is shown,
 * never taken: nothing but these tags comes out.
 */
export function htmlOf(markdown: string): string {
  const html: string[] = [];
  let open: 'ul' | 'ol' | undefined;
  const list = (kind: 'ul' | 'ol' | undefined) => {
    if (open === kind) return;
    if (open) html.push(`</${open}>`);
    if (kind) html.push(`<${kind} style="${styles.list}">`);
    open = kind;
  };
  for (const line of markdown.split(/\r?\n/).map((line) => line.trim())) {
    if (line === '') continue;
    const { kind, text } = read(line);
    list(kind === 'ul' || kind === 'ol' ? kind : undefined);
    if (open) html.push(`<li>${inline(text)}</li>`);
    else if (kind === 'h') html.push(`<h2 style="${styles.h}">${inline(text)}</h2>`);
    else if (kind === 'quote') html.push(`<blockquote style="${styles.quote}">${inline(text)}</blockquote>`);
    else html.push(kind === 'rule' ? '<hr>' : `<p style="${styles.p}">${inline(text)}</p>`);
  }
  list(undefined);
  return html.join('');
}

export const imageHtml = (url: string): string => `<p style="${styles.p}"><img src="${escaped(url)}"></p>`;
