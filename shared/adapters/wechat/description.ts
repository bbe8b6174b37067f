/** v2 takes 127 bytes, v3 127 characters: 127 bytes of UTF-8 suit both. */
const LIMIT = 127;

/** A customer's text as WeChat Pay takes it: one line, nothing that ends XML's CDATA, cut between characters. */
export function orderDescription(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .replaceAll(']]>', ']] >')
    .trim();
  let short = '';
  for (const character of line) {
    if (Buffer.byteLength(short + character) > LIMIT) break;
    short += character;
  }
  return short;
}
