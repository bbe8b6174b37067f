/** A text as WeChat Pay takes it: one line of at most `limit` bytes, nothing that ends XML's CDATA, cut between characters. */
export function oneLine(text: string, limit: number): string {
  const line = text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .replaceAll(']]>', ']] >')
    .trim();
  let short = '';
  for (const character of line) {
    if (Buffer.byteLength(short + character) > limit) break;
    short += character;
  }
  return short;
}

/** v2 takes 127 bytes, v3 127 characters: 127 bytes of UTF-8 suit both. */
export const orderDescription = (text: string): string => oneLine(text, 127);
