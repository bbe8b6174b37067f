import { setTimeout as sleep } from 'node:timers/promises';
import type { User, World } from '#tests/support/meter/world.ts';

const SECOND = 1000;

/** Logs in as users do: once as somebody new, nine times as somebody known. Answers how often. */
export async function logins(world: World): Promise<number> {
  const times = 10;
  for (let turn = 0; turn < times; turn++) await world.call('POST', '/api/wechat/login', { json: { code: 'cost' } });
  return times;
}

/** Restores at the same time, waited for and looked at once. */
export async function restores(world: World, users: readonly User[], photo: Buffer): Promise<number> {
  const restore = async ({ token }: User) => {
    const { data } = await world.call<{ data: { imageUrl: string } }>('POST', '/api/image/restore', { token, files: { image: photo } });
    await world.call('GET', data.imageUrl, { status: 302 });
  };
  await Promise.all(users.map(restore));
  return users.length;
}

/** Animations at the same time: the request waits as long as it may, then the job is asked for at the pace that the answer names. */
export async function animations(world: World, users: readonly User[], photo: Buffer): Promise<number> {
  await Promise.all(users.map((user) => animate(world, user, photo)));
  return users.length;
}

async function animate({ stack, call }: World, { token }: User, photo: Buffer): Promise<void> {
  const body = new FormData();
  body.set('image', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg');
  const headers = { authorization: `Bearer ${token}` };
  let answer = await fetch(`${stack.url}/api/image/animate`, { method: 'POST', headers, body });
  const { requestId, data } = (await answer.json()) as { requestId: string; data: { videoUrl: string } };
  while (answer.status === 202) {
    await sleep(Number(answer.headers.get('retry-after')) * SECOND);
    answer = await fetch(`${stack.url}/api/image/jobs/${requestId}`, { headers });
    await answer.body?.cancel();
  }
  if (answer.status !== 200) throw new Error(`an animation ended with ${answer.status}`);
  await call('GET', data.videoUrl, { token, status: 302 });
}
