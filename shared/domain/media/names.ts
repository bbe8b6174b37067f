import type { PictureType } from './ports.ts';

/** Where a client's upload waits, private, until a worker has made it presentable. Its account is part of the key: nobody reaches another's. */
export const incomingKey = (account: string, secret: string): string => `incoming/${account}/${secret}`;

export const isIncomingOf = (account: string, key: string): boolean =>
  key.startsWith(`incoming/${account}/`) && /^[0-9a-z]{26}$/.test(key.slice(`incoming/${account}/`.length));

/** Where a picture or video of this public name is kept. What partners send and get has a place of its own, since it doesn't stay. */
export const publicKey = (name: string): string => (isPassing(name) ? `partner/${name}` : `uploads/${name}`);

/** Names that we could have given: everything else is not looked up. */
export const isPublicName = (name: string): boolean => /^[a-z]+_[0-9a-z]{26}((_photo)?\.(jpg|mp4)|\.(png|webp|heic|pptx))$/.test(name);

/** A partner's photo as it was sent. */
export const photoName = (secret: string, type: PictureType): string => `photo_${secret}.${extensions[type]}`;
export const repairedName = (secret: string): string => `repaired_${secret}.jpg`;

/** Whether it is served only as long as the job that it belongs to is kept. */
export const isPassing = (name: string): boolean => /^(photo|repaired)_/.test(name);

/** Where the steps between a partner's photo and its result are kept. Nobody else's photo profits from them. */
export const stepsPrefix = (account: string): string => `partner/steps/${account}/`;

const extensions: Readonly<Record<PictureType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
};
