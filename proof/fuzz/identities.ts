import { SignJWT, UnsecuredJWT } from 'jose';
import type { World } from './world.ts';

export interface Identity {
  name: string;
  token?: string;
  /** A user in good standing, but not the one whose things are asked for. */
  genuine?: true;
}

/** Everyone who is not this account, and pretends to be. */
export async function identities({ stack }: World, account: string, other: string): Promise<Identity[]> {
  const { JWT_SECRET: secret } = stack.secrets;
  const right = { iss: 'darkroom:local', aud: 'darkroom:mini-program', sub: account };
  const sign = (claims: object, key = secret!, expiry = '1h') =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setExpirationTime(expiry)
      .sign(new TextEncoder().encode(key));
  const unsigned = new UnsecuredJWT({ ...right }).setExpirationTime('1h').encode();
  return [
    { name: 'anonymous' },
    { name: 'other user', token: other, genuine: true },
    { name: 'nonsense', token: 'a.b.c' },
    { name: 'wrong role', token: await sign({ ...right, aud: 'darkroom:admin', role: 'admin' }) },
    { name: 'wrong audience', token: await sign({ ...right, aud: 'darkroom:partner' }) },
    { name: 'no audience', token: await sign({ iss: right.iss, sub: account }) },
    { name: 'another stage', token: await sign({ ...right, iss: 'darkroom:prod' }) },
    { name: 'expired', token: await sign(right, secret, '-1m') },
    { name: 'without a subject', token: await sign({ iss: right.iss, aud: right.aud }) },
    { name: 'another key', token: await sign(right, 'not the secret of this stage!!!!') },
    { name: 'alg none', token: unsigned },
    { name: 'alg none, signed', token: `${unsigned}${'a'.repeat(43)}` },
  ];
}
