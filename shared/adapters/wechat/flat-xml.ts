const FIELD = /\s*<([a-z][\w$]*)>(?:<!\[CDATA\[((?:(?!\]\]>)[\s\S])*)\]\]>|([^<&]*))<\/\1>/gy;

/**
 * Reads a v2 notification, `<xml><name>text</name>…</xml>`: one level, every name once, text plain or in CDATA. WeChat sends nothing else.
 * What else XML could have in it (a DOCTYPE, entities, comments, attributes, nesting) is not even recognised: the answer is `undefined`.
 */
export function parseFlatXml(text: string): Record<string, string> | undefined {
  const inner = /^\s*<xml>([\s\S]*)<\/xml>\s*$/.exec(text)?.[1];
  if (inner === undefined) return undefined;
  const fields = new Map<string, string>();
  let end = 0;
  for (const match of inner.matchAll(FIELD)) {
    const [whole, name = '', raw, plain] = match;
    if (fields.has(name)) return undefined;
    fields.set(name, raw ?? plain ?? '');
    end = match.index + whole.length;
  }
  return inner.slice(end).trim() === '' ? Object.fromEntries(fields) : undefined;
}
