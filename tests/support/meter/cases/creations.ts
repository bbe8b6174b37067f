import { creationOf } from '#tests/support/platform/creations.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

const MANY = 130;

/** A user with this many creations; their ids are 1 to `count`. */
async function creator(world: World, count: number) {
  const user = await world.signUp();
  for (let made = 0; made < count; made++) await creationOf(world.table, user.account);
  return user;
}

const page = (when: string, query: string): UnitCase => ({
  id: 'v1/creations/list',
  when,
  async prepare(world) {
    const { token } = await creator(world, MANY);
    return () => world.call('GET', `/api/v1/creations?${query}`, { token });
  },
});

const one = (id: string, method: string, when: string, json?: object): UnitCase => ({
  id,
  when,
  async prepare(world) {
    const { token } = await creator(world, 1);
    return () => world.call(method, '/api/v1/creations/1', { token, ...(json && { json }) });
  },
});

export const creationCases: UnitCase[] = [
  page('the first page of many', 'page=1&page_size=20'),
  page('the last page of many', 'page=6&page_size=20'),
  page('of one type, the first page of many', 'page=1&page_size=20&type=writing'),
  one('v1/creations/get', 'GET', ''),
  one('v1/creations/update', 'PUT', 'a title', { title: '新标题' }),
  one('v1/creations/update', 'PUT', 'a text of 100,000 characters', { content: '长'.repeat(100_000) }),
  one('v1/creations/remove', 'DELETE', ''),
];
