import { beijingTime } from '#shared/kernel/beijing-time.ts';
import { operator } from '../operator.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

const PATH = '/api/v1/operation';
const DAY_MS = 86_400_000;
const at = (ms: number) => beijingTime(Date.now() + ms);
type Made = { data: { id: number } };

const gift = () => ({
  ...{ name: '新用户注册送积分', type: 'credit_gift', description: '新用户注册即送100积分', config: { credits: 100 } },
  ...{ start_time: at(-DAY_MS), end_time: at(DAY_MS) },
});
/** A gift that goes on: one for each world, for only ten may at once. */
const given = new WeakMap<World, Promise<number>>();
const givenIn = (world: World): Promise<number> => {
  const made = given.get(world) ?? list(world, 'activities', gift());
  given.set(world, made);
  return made;
};
let coupons = 0;
let gifts = 0;
const coupon = (max_usage = 1000) => ({
  ...{ code: `METER${++coupons}`, name: '充值优惠券', type: 'discount', value: 10, min_amount: 100, max_usage },
  ...{ valid_from: at(-DAY_MS), valid_until: at(DAY_MS) },
});

const list = async (world: World, path: string, json: object): Promise<number> =>
  (await world.call<Made>('POST', `${PATH}/${path}`, { token: (await operator(world)).token, json })).data.id;

const reading = (id: string, path: string, when = ''): UnitCase => ({
  id,
  when,
  prepare: async (world) => {
    const { token } = await world.signUp();
    return () => world.call('GET', `${PATH}/${path}`, { token });
  },
});

/** An empty POST to something that was listed before. */
const posting = async (world: World, path: string, status = 200) => {
  const { token } = await world.signUp();
  return {
    token,
    post: (key?: string) => world.call('POST', `${PATH}/${path}`, { token, status, ...(key && { headers: { 'idempotency-key': key } }) }),
  };
};

/** Before any activity is listed here, so that what others measure is without gifts. */
export const platformOperationCases: UnitCase[] = [
  reading('v1/operation/activity-list', 'activities', 'none'),
  reading('v1/operation/my-coupons', 'my-coupons', 'none'),
  reading('v1/operation/referral-records', 'referral/records', 'none'),
  {
    id: 'v1/operation/referral-generate',
    when: '',
    prepare: async (world) => (await posting(world, 'referral/generate')).post,
  },
  {
    id: 'v1/operation/statistics',
    when: 'a month',
    prepare: async (world) => {
      const { token } = await operator(world);
      return () => world.call('GET', `${PATH}/statistics?start_date=2026-01-01&end_date=2026-01-31`, { token });
    },
  },
  {
    id: 'v1/operation/coupon-create',
    when: '',
    prepare: async (world) => {
      const { token } = await operator(world);
      return () => world.call('POST', `${PATH}/coupons`, { token, json: coupon() });
    },
  },
  {
    id: 'v1/operation/coupon-claim',
    when: '',
    prepare: async (world) => (await posting(world, `coupons/${await list(world, 'coupons', coupon())}/claim`)).post,
  },
  {
    id: 'v1/operation/coupon-claim',
    when: 'the first to find none left',
    prepare: async (world) => {
      const path = `coupons/${await list(world, 'coupons', coupon(1))}/claim`;
      await (await posting(world, path)).post();
      return (await posting(world, path, 400)).post;
    },
  },
  {
    id: 'v1/operation/coupon-claim',
    when: 'all are claimed',
    prepare: async (world) => {
      const path = `coupons/${await list(world, 'coupons', coupon(1))}/claim`;
      await (await posting(world, path)).post();
      await (await posting(world, path, 400)).post();
      return (await posting(world, path, 400)).post;
    },
  },
  reading('v1/operation/coupon-list', 'coupons'),
  reading('v1/operation/coupon-list', 'coupons?status=active', 'by status'),
  {
    id: 'v1/operation/activity-create',
    when: '',
    prepare: async (world) => {
      const { token } = await operator(world);
      // Of one type only ten may be at once, so each has days of its own.
      const day = 2 * DAY_MS * ++gifts;
      const json = { ...gift(), start_time: at(day), end_time: at(day + DAY_MS) };
      return () => world.call('POST', `${PATH}/activities`, { token, json });
    },
  },
  {
    id: 'v1/operation/activity-participate',
    when: 'a gift',
    prepare: async (world) => (await posting(world, `activities/${await givenIn(world)}/participate`)).post,
  },
  {
    id: 'v1/operation/activity-participate',
    when: 'again',
    prepare: async (world) => {
      const path = `activities/${await givenIn(world)}/participate`;
      const { token, post } = await posting(world, path);
      await post();
      return () => world.call('POST', `${PATH}/${path}`, { token, status: 400 });
    },
  },
  {
    id: 'schedules/statistics',
    when: 'a new day',
    prepare: async (world) => () => world.stack.runSchedule('schedules/statistics'),
  },
  {
    id: 'schedules/statistics',
    when: 'the same day again',
    prepare: async (world) => () => world.stack.runSchedule('schedules/statistics'),
  },
];
