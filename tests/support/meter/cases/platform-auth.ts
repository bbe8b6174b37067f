import { PASSWORD } from '#tests/support/platform/users.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

const json = { username: 'metered', email: 'metered@example.com', password: PASSWORD };
const logIn =
  (world: World, username: string, password: string, status = 200) =>
  () =>
    world.call('POST', '/api/v1/auth/login', { json: { username, password }, status });

export const platformAuthCases: UnitCase[] = [
  { id: 'v1/auth/register', when: '', prepare: async (world) => () => world.call('POST', '/api/v1/auth/register', { json }) },
  {
    id: 'v1/auth/register',
    when: 'the username is taken',
    prepare: async (world) => {
      const { username } = await world.signUp();
      return () => world.call('POST', '/api/v1/auth/register', { json: { ...json, username }, status: 400 });
    },
  },
  {
    id: 'v1/auth/login',
    when: '',
    prepare: async (world) => logIn(world, (await world.signUp()).username, PASSWORD),
  },
  {
    id: 'v1/auth/login',
    when: 'a wrong password',
    prepare: async (world) => logIn(world, (await world.signUp()).username, 'not my password', 401),
  },
  { id: 'v1/auth/login', when: 'an unknown user', prepare: async (world) => logIn(world, 'nobody', 'not my password', 401) },
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
