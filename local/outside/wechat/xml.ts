const FIELD = /\s*<([a-z_0-9]+)>(?:<!\[CDATA\[([\s\S]*?)\]\]>|([^<]*))<\/\1>/gy;
const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };

/** The fields of a v2 message, `<xml><a>1</a>…</xml>`; `undefined` when it is anything else. */
export function parseXml(text: string): Record<string, string> | undefined {
  const inner = /^\s*<xml>([\s\S]*)<\/xml>\s*$/.exec(text)?.[1];
  if (inner === undefined) return undefined;
  const fields: Record<string, string> = {};
  let end = 0;
  for (const match of inner.matchAll(FIELD)) {
    const [whole, name = '', raw, escaped = ''] = match;
    fields[name] = raw ?? escaped.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity);
    end = match.index + whole.length;
  }
  return inner.slice(end).trim() === '' ? fields : undefined;
}

/** As WeChat writes it: texts in CDATA. */
export const toXml = (fields: Record<string, string>): string =>
  `<xml>${Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value.replaceAll(']]>', ']] >')}]]></${name}>`)
    .join('')}</xml>`;
