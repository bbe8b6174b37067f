import { fail } from '../../kernel/fault.ts';
import { derivedName, type Operation } from '../../kernel/ids.ts';
import type { Media } from '../media/ports.ts';
import type { Creation } from './types.ts';

/** Bytes of text that stand in the record itself: what a transaction writes is paid twice, by the KB. */
const INLINE_BYTES = 1024;
/** Characters of a longer text that lists show; in Chinese as many bytes as stand in a record anyway. */
const EXCERPT = 300;

const TEXT = 'text/markdown; charset=utf-8';
const encoder = new TextEncoder();

/** Where a long text of an account is kept; never served. */
export const textKey = (account: string, name: string): string => `texts/${account}/${name}`;

/** A text as an object. */
export const textObject = (text: string) => ({ type: TEXT, bytes: encoder.encode(text) });
export const textOf = ({ bytes }: { bytes: Uint8Array }): string => new TextDecoder().decode(bytes);

/** A text as a record holds it, whose whole is kept under `key`: short ones whole, without the key; of long ones the beginning. */
export const heldAt = (key: string, text: string): { content: string; contentKey: string | undefined } =>
  encoder.encode(text).length <= INLINE_BYTES
    ? { content: text, contentKey: undefined }
    : { content: Array.from(text).slice(0, EXCERPT).join(''), contentKey: key };

/** The same of a text that isn't kept yet; `keep` stores it where that is needed. */
export function heldText(account: string, operation: Operation, text: string) {
  const held = heldAt(textKey(account, derivedName(operation, 'text')), text);
  const { contentKey } = held;
  return { ...held, keep: async (media: Pick<Media, 'put'>) => contentKey && media.put(contentKey, textObject(text)) };
}

/** The whole content of a creation. `creation.not_found` while its deletion is half done: the text goes first. */
export async function wholeText(media: Pick<Media, 'get'>, { content, contentKey }: Creation): Promise<string> {
  if (contentKey === undefined) return content;
  const stored = await media.get(contentKey);
  return textOf(stored ?? fail('creation.not_found', { reason: `the text ${contentKey} is missing` }));
}
