import { sign, verify } from 'node:crypto';

export type Fields = Record<string, string>;

/** https://opendocs.alipay.com/common/02khjm: sorted by name, `name=value` joined by `&`, over the values as they are. */
export const contentOf = (fields: Fields, without: readonly string[]): string =>
  Object.keys(fields)
    .filter((name) => !without.includes(name))
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');

export const rsa2 = (text: string, privateKey: string): string => sign('sha256', Buffer.from(text), privateKey).toString('base64');

/** A request is signed with everything but its signature. */
export const isSignedRequest = (fields: Fields, publicKey: string): boolean =>
  verify('sha256', Buffer.from(contentOf(fields, ['sign'])), publicKey, Buffer.from(fields.sign ?? '', 'base64'));

/** A notification is signed without `sign_type`. */
export const signedForm = (fields: Fields, privateKey: string): Fields => ({
  ...fields,
  sign_type: 'RSA2',
  sign: rsa2(contentOf(fields, ['sign', 'sign_type']), privateKey),
});
