/** Where a client's upload waits, private, until a worker has made it presentable. Its account is part of the key: nobody reaches another's. */
export const incomingKey = (account: string, secret: string): string => `incoming/${account}/${secret}`;

export const isIncomingOf = (account: string, key: string): boolean =>
  key.startsWith(`incoming/${account}/`) && /^[0-9a-z]{26}$/.test(key.slice(`incoming/${account}/`.length));

/** Where a picture or video of this public name is kept. */
export const publicKey = (name: string): string => `uploads/${name}`;

/** Names that we could have given: everything else is not looked up. */
export const isPublicName = (name: string): boolean => /^[a-z]+_[0-9a-z]{26}(_photo)?\.(jpg|mp4)$/.test(name);
