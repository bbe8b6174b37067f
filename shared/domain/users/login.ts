import { fail } from '../../kernel/fault.ts';
import type { PasswordHash, Passwords, Users } from './ports.ts';
import type { User } from './types.ts';

export interface LoginParts {
  users: Pick<Users, 'credentials' | 'byId' | 'renewPassword'>;
  passwords: Passwords;
  /** A password that couldn't be kept anew: the login is none the worse for it, and the next one tries again. */
  onUnrenewed: (error: unknown) => void;
}

interface Asked {
  username: string;
  password: string;
}

/**
 * Who has this username and this password. An unknown user and a wrong password are answered alike, and as late.
 * A password that is kept as it was years ago is kept as it is today from then on: nobody else ever has it to do that with.
 */
export async function login(parts: LoginParts, asked: Asked): Promise<User> {
  const { users, passwords } = parts;
  const known = await users.credentials(asked.username);
  const proven = await passwords.verify(asked.password, known?.password);
  if (!known || !proven) return fail('login.wrong_password');
  const user = (await users.byId(known.account)) ?? fail('login.wrong_password');
  if (passwords.isOutdated(known.password)) await renew(parts, asked, known.password).catch(parts.onUnrenewed);
  return user;
}

const renew = async ({ users, passwords }: LoginParts, { username, password }: Asked, seen: PasswordHash): Promise<void> =>
  users.renewPassword(username, seen, await passwords.hash(password));
