import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { readState } from '#shared/domain/films/state.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';
import { videoReady } from './workers.ts';

interface Film {
  account: string;
  job: string;
}

/** A film whose first clip is ordered. */
async function begun(world: World, duration: number): Promise<Film> {
  const { account, token } = await world.signUp(100);
  const json = { script: '老人推开窗。孙女跑来。', duration, model_id: 3 };
  const { data } = await world.call<{ data: { task_id: string } }>('POST', '/api/v1/video/generate', { token, json });
  const film = { account, job: data.task_id };
  await world.work('workers/video', film);
  return film;
}

/** Its clips are done at the provider. */
async function clipsReady(world: World, { account, job }: Film): Promise<void> {
  const { operation = '' } = (await dynamoJobs(world.table).find(account, job))!;
  for (const { operation: clip } of readState(operation).clips) if (clip !== undefined) await videoReady(world, clip);
}

export const filmCases: UnitCase[] = [
  {
    id: 'workers/video',
    when: 'a look at a film, which starts its second clip',
    async prepare(world) {
      const film = await begun(world, 11);
      return () => world.work('workers/video', { ...film, look: 1 });
    },
  },
  {
    id: 'workers/video',
    when: 'the last look at a film: joined, stored and settled',
    leaves: true,
    async prepare(world) {
      const film = await begun(world, 3);
      await clipsReady(world, film);
      return () => world.work('workers/video', { ...film, look: 1 });
    },
  },
];
