import { fail } from '../../kernel/fault.ts';
import type { Passwords, Users } from './ports.ts';
import type { User } from './types.ts';

export interface LoginParts {
  users: Pick<Users, 'credentials' | 'byId'>;
  passwords: Pick<Passwords, 'verify'>;
}

/** Who has this username and this password. An unknown user and a wrong password are answered alike, and as late. */
export async function login({ users, passwords }: LoginParts, asked: { username: string; password: string }): Promise<User> {
  const known = await users.credentials(asked.username);
  const proven = await passwords.verify(asked.password, known?.password);
  if (!known || !proven) return fail('login.wrong_password');
  return (await users.byId(known.account)) ?? fail('login.wrong_password');
}
