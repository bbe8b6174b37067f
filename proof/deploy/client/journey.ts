import assert from 'node:assert/strict';
import sharp from 'sharp';
import type { Checks } from '../checks.ts';
import { type Customer, createCustomer, type World } from './customer.ts';
import { until, work } from './work.ts';

export interface Photos {
  /** Drawn, in the size of a phone's photo. */
  drawn: string;
  /** A real one, when there is one. */
  real: string | undefined;
}

/** What a new customer does, by the documented client: log in, restore, animate, pay. */
export async function journey(checks: Checks, world: World, { drawn, real }: Photos): Promise<void> {
  const ada = createCustomer('ada', drawn, world);
  const { run } = checks;
  const check = run.bind(checks);
  await check('a new user logs in with 100 points', async () => {
    await ada.page.app.login();
    assert.equal(points(ada), 100);
  });
  await check('a photo is restored through the queue', () => restore(ada, world, drawn, 90));
  if (real) await check('a real photo is restored', () => restore(createCustomer('real', real, world), world, real, 90));
  await check('a photo is animated to a video that plays', async () => {
    const { data } = await work(ada, '/image/animate', drawn, {
      animationType: 'portrait',
      expressionType: 'smile',
      modelType: 'fast',
    });
    const video = await fetch(world.url + data.videoUrl, { headers: { range: 'bytes=0-1023' } });
    assert.deepEqual([video.status, video.headers.get('content-type')], [206, 'video/mp4']);
    return `${data.videoUrl}`;
  });
  await check('10 yuan are paid, the payment is notified, and 100 points are credited', () => pay(world, drawn));
}

const points = ({ phone }: Customer): number => (phone.wx.getStorageSync('userInfo') as { points: number }).points;

async function restore(customer: Customer, { url }: World, photo: string, left: number): Promise<string> {
  if (!customer.phone.wx.getStorageSync('token')) await customer.page.app.login();
  const answer = await work(customer, '/image/restore', photo);
  assert.deepEqual([answer.points.deducted, answer.points.remaining], [10, left]);
  const picture = await fetch(url + answer.data.imageUrl);
  assert.deepEqual([picture.status, picture.headers.get('content-type')], [200, 'image/jpeg']);
  const { width, height } = await sharp(await picture.arrayBuffer()).metadata();
  return `${width} × ${height}`;
}

/** The snippets of the page, one after the other. */
export async function pay(world: World, photo: string, code = 'grace'): Promise<void> {
  const grace = createCustomer(code, photo, world);
  grace.page.run('login');
  await until('the login', () => grace.said('积分余额:') === 100);
  grace.page.run('recharge');
  await until('the payment', () => grace.refreshed === 1);
  grace.page.run('userInfo');
  await until('the balance', () => grace.said('用户信息:') !== undefined);
  assert.equal(grace.said('积分余额:'), 200);
}
