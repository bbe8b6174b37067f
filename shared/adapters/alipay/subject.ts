/** Alipay takes 256 characters, and neither `/`, `=` nor `&` in them; the wide forms look the same to a customer. */
const LIMIT = 256;
const WIDE: Record<string, string> = { '/': '／', '=': '＝', '&': '＆' };

/** A text as Alipay shows it to the payer: one line, cut between characters. */
export function subjectOf(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[/=&]/g, (character) => WIDE[character] ?? ' ')
    .trim();
  return [...line].slice(0, LIMIT).join('');
}
