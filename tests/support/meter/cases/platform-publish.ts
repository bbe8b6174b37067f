import { dynamoPublications } from '#shared/adapters/dynamo/publications.ts';
import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { minutes } from '#shared/kernel/clock.ts';
import { creationOf } from '#tests/support/platform/creations.ts';
import { boundAccount } from '#tests/support/platform/publishing.ts';
import type { PlatformUser } from '#tests/support/platform/users.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

const PATH = '/api/v1/publish';

interface Publisher extends PlatformUser {
  creation: number;
}

/** Somebody with an account at WeChat and something to publish. */
async function publisher(world: World): Promise<Publisher> {
  const user = await world.signUp();
  await boundAccount(world.table, world.stack.secrets, user.account);
  return { ...user, creation: await creationOf(world.table, user.account) };
}

async function published(world: World, { token, creation }: Publisher, more: object = {}, headers = {}): Promise<number> {
  const json = { creation_id: creation, platforms: ['wechat'], ...more };
  const { data } = await world.call<{ data: { publish_id: number } }>('POST', PATH, { token, json, headers });
  return data.publish_id;
}

/** So that no sweep of another case meets it. */
const tomorrow = () => ({ schedule_time: beijingTime(Date.now() + minutes(24 * 60)) });

export const platformPublishCases: UnitCase[] = [
  {
    id: 'v1/publish/platforms',
    when: '',
    prepare: async (world) => {
      const { token } = await publisher(world);
      return () => world.call('GET', `${PATH}/platforms`, { token });
    },
  },
  {
    id: 'v1/publish/bind',
    when: '',
    prepare: async (world) => {
      const { token } = await world.signUp();
      const json = { platform: 'wechat', credentials: { app_id: 'wxmeter', app_secret: 'secret' } };
      return () => world.call('POST', `${PATH}/platforms/bind`, { token, json });
    },
  },
  {
    id: 'v1/publish/create',
    when: 'at once',
    prepare: async (world) => {
      const user = await publisher(world);
      return () => published(world, user);
    },
  },
  {
    id: 'v1/publish/create',
    when: 'with a key, for tomorrow',
    prepare: async (world) => {
      const user = await publisher(world);
      return () => published(world, user, tomorrow(), { 'idempotency-key': 'k' });
    },
  },
  {
    id: 'v1/publish/history',
    when: 'a page of many',
    prepare: async (world) => {
      const user = await publisher(world);
      for (let count = 0; count < 25; count++) await published(world, user, tomorrow());
      return () => world.call('GET', `${PATH}/history?page=1&page_size=20`, { token: user.token });
    },
  },
  {
    id: 'workers/publish',
    when: 'an article is made and public',
    prepare: async (world) => {
      const user = await publisher(world);
      const publication = await published(world, user);
      return () => world.work('workers/publish', { account: user.account, publication });
    },
  },
  {
    id: 'workers/publish',
    when: 'a message of a settled one again',
    prepare: async (world) => {
      const user = await publisher(world);
      const message = { account: user.account, publication: await published(world, user) };
      await world.work('workers/publish', message);
      await settledNow(world, user, message.publication);
      return () => world.work('workers/publish', message);
    },
  },
  {
    id: 'schedules/sweep',
    when: 'one publication is due',
    prepare: async (world) => {
      const user = await publisher(world);
      const publication = await published(world, user);
      // What the cases before it have left.
      await world.stack.runSchedule('schedules/sweep');
      const publications = dynamoPublications(world.table);
      await publications.postpone((await publications.find(user.account, publication))!, Date.now() - 1);
      return () => world.stack.runSchedule('schedules/sweep');
    },
  },
];

/** Nothing is left to do about it: a measurement of something else would be worthless. */
async function settledNow(world: World, { account }: PlatformUser, number: number): Promise<void> {
  const found = await dynamoPublications(world.table).find(account, number);
  if (found?.targets.wechat?.state !== 'published') throw new Error(`it is ${found?.targets.wechat?.state}`);
}
