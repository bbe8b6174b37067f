import { fail, isFault } from '../../kernel/fault.ts';
import type { Picture } from './ports.ts';

/** A picture that a model gave, decoded: that it can't be is no fault of the customer's picture. */
export const readable = (decoded: Promise<Picture>): Promise<Picture> =>
  decoded.catch((cause: unknown) => {
    if (!isFault(cause, 'image.invalid')) throw cause;
    return fail('ai.unavailable', { reason: 'the result could not be decoded' }, { cause });
  });
