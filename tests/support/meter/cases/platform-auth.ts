import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { toRaw } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import { readUser } from '#shared/adapters/dynamo/user-record.ts';
import { hashedLongAgo, PASSWORD } from '#tests/support/platform/users.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

let count = 0;
const person = () => ({ username: `metered${++count}`, email: `metered${count}@example.com`, password: PASSWORD });

/** Every case asks from one address, which may try ten times a minute. */
async function freed({ table }: World): Promise<void> {
  const registers = ['127.0.0.1', '::1'].map((address) => toRaw(keys.rate('auth', address)));
  await Promise.all(registers.map((Key) => table.client.send(new DeleteItemCommand({ TableName: table.name, Key }))));
}

const registering = (when: string, status: number, change: (world: World) => Promise<object>): UnitCase => ({
  id: 'v1/auth/register',
  when,
  prepare: async (world) => {
    await freed(world);
    const json = { ...person(), ...(await change(world)) };
    return () => world.call('POST', '/api/v1/auth/register', { json, status });
  },
});

const loggingIn = (when: string, status: number, who: (world: World) => Promise<{ username: string; password: string }>): UnitCase => ({
  id: 'v1/auth/login',
  when,
  prepare: async (world) => {
    await freed(world);
    const json = await who(world);
    return () => world.call('POST', '/api/v1/auth/login', { json, status });
  },
});

const WRONG = 'not my password';

export const platformAuthCases: UnitCase[] = [
  registering('', 200, async () => ({})),
  registering('with a referral code', 200, async (world) => ({ referral_code: await codeOf(world) })),
  registering('the username is taken', 400, async (world) => ({ username: (await world.signUp()).username })),
  loggingIn('', 200, async (world) => ({ username: (await world.signUp()).username, password: PASSWORD })),
  loggingIn('a password that was hashed long ago', 200, async (world) => {
    const { username } = await world.signUp();
    await hashedLongAgo(world.table, username);
    return { username, password: PASSWORD };
  }),
  loggingIn('a wrong password', 401, async (world) => ({ username: (await world.signUp()).username, password: WRONG })),
  loggingIn('an unknown user', 401, async () => ({ username: `nobody${++count}`, password: WRONG })),
  {
    id: 'v1/auth/refresh',
    when: '',
    prepare: async (world) => {
      const { refresh: token } = await world.signUp();
      return () => world.call('POST', '/api/v1/auth/refresh', { token });
    },
  },
  {
    id: 'v1/auth/refresh',
    when: 'a token that was used before: its login ends',
    prepare: async (world) => {
      const { refresh: token } = await world.signUp();
      await world.call('POST', '/api/v1/auth/refresh', { token });
      return () => world.call('POST', '/api/v1/auth/refresh', { token, status: 401 });
    },
  },
  {
    id: 'v1/auth/me',
    when: '',
    prepare: async (world) => {
      const { token } = await world.signUp();
      return () => world.call('GET', '/api/v1/auth/me', { token });
    },
  },
  {
    id: 'v1/auth/me',
    when: 'the limit is met',
    prepare: async (world) => {
      const { token } = await world.signUp();
      await Promise.all(Array.from({ length: 100 }, () => world.call('GET', '/api/v1/auth/me', { token })));
      return () => world.call('GET', '/api/v1/auth/me', { token, status: 429 });
    },
  },
  {
    id: 'v1/auth/logout',
    when: '',
    prepare: async (world) => {
      const { token } = await world.signUp();
      return () => world.call('POST', '/api/v1/auth/logout', { token });
    },
  },
];

async function codeOf(world: World): Promise<string> {
  const { account } = await world.signUp();
  return (await readUser(world.table, account))!.referralCode;
}
