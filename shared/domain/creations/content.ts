import { derivedName, type Operation } from '../../kernel/ids.ts';
import type { Media } from '../media/ports.ts';
import type { Creation } from './types.ts';

/** Bytes of text that stand in the record itself. A list reads up to 100 records in one call of at most 16 MB. */
const INLINE_BYTES = 8 * 1024;
/** Characters of a longer text that lists show. */
const EXCERPT = 2000;

const TEXT = 'text/markdown; charset=utf-8';
const encoder = new TextEncoder();

/** Where a long text of an account is kept; never served. */
const textKey = (account: string, name: string): string => `texts/${account}/${name}`;

/** A text as a record holds it: short ones whole, of long ones the beginning and the key under which `keep` stores the whole. */
export function heldText(account: string, operation: Operation, text: string) {
  const bytes = encoder.encode(text);
  if (bytes.length <= INLINE_BYTES) return { content: text, contentKey: undefined, keep: async () => {} };
  const contentKey = textKey(account, derivedName(operation, 'text'));
  return {
    content: Array.from(text).slice(0, EXCERPT).join(''),
    contentKey,
    keep: (media: Pick<Media, 'put'>) => media.put(contentKey, { type: TEXT, bytes }),
  };
}

/** The whole content of a creation. */
export async function wholeText(media: Pick<Media, 'get'>, { content, contentKey }: Creation): Promise<string> {
  if (contentKey === undefined) return content;
  const stored = await media.get(contentKey);
  if (!stored) throw new Error(`the text ${contentKey} is missing`);
  return new TextDecoder().decode(stored.bytes);
}
