import type { Clock } from '../../kernel/clock.ts';
import { fail } from '../../kernel/fault.ts';
import type { Operation } from '../../kernel/ids.ts';
import { publicKey } from '../media/names.ts';
import type { Media } from '../media/ports.ts';
import { heldText } from './content.ts';
import type { Creations } from './ports.ts';
import type { Creation } from './types.ts';

export interface EditCreation {
  account: string;
  id: number;
  operation: Operation;
  title?: string;
  content?: string;
}

/** Changes the title, the text or both. A long text is stored before the record names it, and the one it replaces removed after. `creation.not_found`. */
export async function editCreation(
  { creations, media, clock }: { creations: Pick<Creations, 'find' | 'edit'>; media: Pick<Media, 'put' | 'remove'>; clock: Clock },
  { account, id, operation, title, content }: EditCreation,
): Promise<Creation> {
  const before = (await creations.find(account, id)) ?? fail('creation.not_found');
  if (content !== undefined && before.type !== 'writing')
    fail('request.invalid', { field: 'content', message: 'content 只能修改文字作品' });
  const text = content === undefined ? undefined : heldText(account, operation, content);
  await text?.keep(media);
  const change = { ...(title !== undefined && { title }), ...(text && { content: text.content, contentKey: text.contentKey }) };
  const after = await creations.edit(account, id, change, clock());
  if (!after) {
    // Deleted meanwhile.
    if (text?.contentKey !== undefined) await media.remove(text.contentKey);
    return fail('creation.not_found');
  }
  if (text && before.contentKey !== undefined && before.contentKey !== text.contentKey) await media.remove(before.contentKey);
  return after;
}

/**
 * Deletes a creation with its file and text: those first, so that a deletion that broke off is finished by asking again. After that it is
 * `creation.not_found`.
 */
export async function removeCreation(
  { creations, media }: { creations: Pick<Creations, 'find' | 'remove'>; media: Pick<Media, 'remove'> },
  account: string,
  id: number,
): Promise<void> {
  const { contentKey, file } = (await creations.find(account, id)) ?? fail('creation.not_found');
  await Promise.all([contentKey && media.remove(contentKey), file && media.remove(publicKey(file))]);
  const removed = (await creations.remove(account, id)) ?? fail('creation.not_found');
  // It may have been edited meanwhile.
  if (removed.contentKey !== undefined && removed.contentKey !== contentKey) await media.remove(removed.contentKey);
}
