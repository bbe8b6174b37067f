import { setTimeout as sleep } from 'node:timers/promises';
import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { due, keys } from '#shared/adapters/dynamo/keys.ts';
import { isFinal } from '#shared/domain/jobs/types.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';
import { finishedJob, LONG_PROMPT, message, restore, type Submitted, submit } from './work.ts';

const running = (id: string, when: string, work: Parameters<typeof submit>[2]): UnitCase => ({
  id,
  when,
  async prepare(world) {
    const submitted = await submit(world, await world.signIn(), work);
    return () => world.work(id, message(submitted));
  },
});

const FILM_READY_MS = 200;
const FILM_PATIENCE_MS = 20_000;

/** A video that Google's stand-in has been asked for. */
async function started(world: World): Promise<Submitted> {
  const submitted = await submit(world, await world.signIn(), { path: 'animate', form: { modelType: 'fast' } });
  await world.work('workers/video', message(submitted));
  return submitted;
}

/** Looks until the job's video is there. */
const filmReady = async (world: World, { account, job }: Submitted): Promise<void> =>
  videoReady(world, (await dynamoJobs(world.table).find(account, job))!.operation!);

/** Looks until the video of this name is there at Google's stand-in. */
export async function videoReady(world: World, operation: string): Promise<void> {
  const url = `${world.stack.env.GEMINI_BASE_URL}/v1beta/interactions/${operation}`;
  const headers = { 'x-goog-api-key': world.stack.secrets.GEMINI_API_KEY! };
  for (const end = Date.now() + FILM_PATIENCE_MS; Date.now() < end; await sleep(FILM_READY_MS)) {
    const { status } = (await (await fetch(url, { headers })).json()) as { status?: string };
    if (status === 'completed') return;
  }
  throw new Error(`${operation} was not ready in ${FILM_PATIENCE_MS} ms`);
}

export const workerCases: UnitCase[] = [
  running('workers/image', 'a picture is made', restore),
  running('workers/image', 'a prompt of 2,000 Chinese characters', { path: 'custom', form: { prompt: LONG_PROMPT } }),
  {
    id: 'workers/image',
    when: 'the model refuses',
    async prepare(world) {
      const submitted = await submit(world, await world.signIn(), restore);
      const fault = { service: 'gemini', mode: 'refuse', times: 1 };
      await fetch(`${world.stack.outsideUrl}/faults`, { method: 'PUT', body: JSON.stringify(fault) });
      return () => world.work('workers/image', message(submitted));
    },
  },
  {
    id: 'workers/image',
    when: 'a message of a finished job again',
    async prepare(world) {
      const finished = await finishedJob(world);
      return () => world.work('workers/image', message(finished));
    },
  },
  running('workers/video', 'the video is ordered', { path: 'animate' }),
  {
    id: 'workers/video',
    when: 'a look, not yet done',
    async prepare(world) {
      const submitted = await started(world);
      return () => world.work('workers/video', { ...message(submitted), look: 1 });
    },
  },
  {
    id: 'workers/video',
    when: 'the last look: stored and settled',
    async prepare(world) {
      const submitted = await started(world);
      await filmReady(world, submitted);
      return async () => {
        await world.work('workers/video', { ...message(submitted), look: 1 });
        await world.call('GET', `/uploads/${submitted.output}`, { status: 302 });
      };
    },
  },
  {
    id: 'schedules/sweep',
    when: 'nothing is due',
    async prepare(world) {
      await sweepAll(world);
      return () => world.stack.runSchedule('schedules/sweep');
    },
  },
  {
    id: 'schedules/sweep',
    when: 'one job is past its deadline',
    async prepare(world) {
      const { account, job } = await submit(world, await world.signIn(), restore);
      await makeLate(world, { account, job });
      return async () => {
        await world.stack.runSchedule('schedules/sweep');
        await expectEnded(world, { account, job });
      };
    },
  },
  {
    id: 'schedules/sweep',
    when: 'one job that was cancelled is past its deadline',
    async prepare(world) {
      await world.stack.runSchedule('schedules/sweep');
      const { account, job, token } = await submit(world, await world.signIn(), restore);
      await world.call('DELETE', `/api/image/jobs/${job}`, { token });
      await makeLate(world, { account, job });
      return () => world.stack.runSchedule('schedules/sweep');
    },
  },
];

/** Sweeps until nothing is left of what other cases left: one run takes so many and no more. */
async function sweepAll({ stack, meter }: World): Promise<void> {
  for (let left = true; left; left = meter.take().writeUnits > 0) {
    meter.take();
    await stack.runSchedule('schedules/sweep');
  }
}

/** Its deadline has passed, as the index has it too. */
async function makeLate({ table }: World, { account, job }: { account: string; job: string }): Promise<void> {
  const { duePk, dueAt } = due(job, Date.now() - 1);
  const update = 'SET deadline = :at, dueAt = :at, duePk = :pk';
  await updateItem(table, keys.job(account, job), { update, values: { ':at': dueAt, ':pk': duePk } });
}

/** Past the meter. */
async function expectEnded(world: World, { account, job }: { account: string; job: string }): Promise<void> {
  const ended = await dynamoJobs(world.table).find(account, job);
  if (!ended || !isFinal(ended)) throw new Error(`${job} has not ended`);
}
