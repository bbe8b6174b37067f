import { cleanPhoto } from '#tests/support/pictures.ts';
import type { User, World } from '../world.ts';

export const photo = await cleanPhoto(64, 80);
/** The longest prompt there is; 3 bytes a character. */
export const LONG_PROMPT = '照'.repeat(2000);

export interface Submitted extends User {
  /** The job's id. */
  job: string;
  /** The public name of what it makes. */
  output: string;
}

type Work = { path: string; form?: Record<string, string>; files?: Record<string, Buffer>; headers?: Record<string, string> };
interface Processing {
  requestId: string;
  data: Record<string, unknown>;
}

const OUTPUT = /^(restored|outfit|custom|animated)_/;

export const restore: Work = { path: 'restore' };

/** Hands in work and doesn't wait for it. */
export async function submit(world: World, user: User, { path, form, files = { image: photo }, headers }: Work): Promise<Submitted> {
  const { requestId, data } = await world.call<Processing>('POST', `/api/image/${path}`, {
    token: user.token,
    headers: { prefer: 'respond-async', ...headers },
    files,
    ...(form && { form }),
    status: 202,
  });
  const output = Object.values(data).find((value) => OUTPUT.test(String(value)));
  return { ...user, job: requestId, output: String(output) };
}

export const message = ({ account, job }: Submitted) => ({ account, job });

/** A restoration that is done. */
export async function finishedJob(world: World): Promise<Submitted> {
  const submitted = await submit(world, await world.signIn(), restore);
  await world.work('workers/image', message(submitted));
  return submitted;
}
