/**
 * Sets out what a customer wrote, each text in a tag of its name. No text can end its place: when one has something like a closing tag in it,
 * all tags get a number that occurs in none of them. The texts themselves stay as they are, markup and code too.
 */
export function material(parts: readonly (readonly [label: string, text: string])[]): string {
  const mark = markFor(parts.map(([, text]) => text));
  return parts.map(([label, text]) => `<${label}${mark}>\n${text}\n</${label}${mark}>`).join('\n');
}

function markFor(texts: readonly string[]): string {
  if (!texts.some((text) => text.includes('</'))) return '';
  let number = 1;
  while (texts.some((text) => text.includes(`-${number}>`))) number++;
  return `-${number}`;
}
