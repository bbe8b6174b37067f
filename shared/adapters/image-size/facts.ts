import { imageSize } from 'image-size';
import type { PictureFacts, ReadPictureFacts } from '../../domain/media/ports.ts';

const taken: Readonly<Record<string, PictureFacts['type']>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heic',
};

/** What a picture is, by its content: its name and declared type are not looked at. */
export const readPictureFacts: ReadPictureFacts = (head) => {
  try {
    const { width, height, type: found } = imageSize(head);
    const type = taken[found ?? ''];
    return type && width > 0 && height > 0 ? { type, width, height } : undefined;
  } catch {
    return undefined;
  }
};
