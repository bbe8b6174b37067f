import { updateItem } from '#shared/adapters/dynamo/items.ts';
import { keys } from '#shared/adapters/dynamo/keys.ts';
import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';
import { finishedJob, LONG_PROMPT, photo, restore, submit } from './work.ts';

type Work = Parameters<typeof submit>[2];

const submitting = (id: string, when: string, work: Work): UnitCase => ({
  id,
  when,
  async prepare(world) {
    const user = await world.signIn();
    return () => submit(world, user, work);
  },
});

async function queued(world: World, work: Work = restore) {
  return submit(world, await world.signIn(), work);
}

const keyed: Work = { ...restore, headers: { 'idempotency-key': 'once' } };

export const imageCases: UnitCase[] = [
  submitting('image/restore', '', restore),
  submitting('image/restore', 'with an `Idempotency-Key`', keyed),
  {
    id: 'image/restore',
    when: 'the same key again',
    async prepare(world) {
      const user = await world.signIn();
      await submit(world, user, keyed);
      return () => submit(world, user, keyed);
    },
  },
  {
    id: 'image/restore',
    when: 'too few points',
    async prepare(world) {
      const { account, token } = await world.signIn();
      await updateItem(world.table, keys.account(account), { update: 'SET points = :few', values: { ':few': 9 } });
      return () => world.call('POST', '/api/image/restore', { token, files: { image: photo }, status: 402 });
    },
  },
  submitting('image/outfit-change', 'a style and a reference', {
    path: 'outfit-change',
    form: { style: '商务正装' },
    files: { image: photo, reference: photo },
  }),
  submitting('image/custom', 'a short prompt', { path: 'custom', form: { prompt: '把背景改成海滩日落风景' } }),
  submitting('image/custom', 'a prompt of 2,000 Chinese characters', { path: 'custom', form: { prompt: LONG_PROMPT } }),
  submitting('image/animate', '', { path: 'animate' }),
  {
    id: 'image/job-status',
    when: 'queued or running',
    async prepare(world) {
      const { token, job } = await queued(world);
      return () => world.call('GET', `/api/image/jobs/${job}`, { token, status: 202 });
    },
  },
  {
    id: 'image/job-status',
    when: 'finished',
    async prepare(world) {
      const { token, job } = await finishedJob(world);
      return () => world.call('GET', `/api/image/jobs/${job}`, { token });
    },
  },
  {
    id: 'image/job-cancel',
    when: '',
    async prepare(world) {
      const { token, job } = await queued(world);
      return () => world.call('DELETE', `/api/image/jobs/${job}`, { token });
    },
  },
  {
    id: 'uploads/create',
    when: '',
    async prepare(world) {
      const { token } = await world.signIn();
      return () => world.call('POST', '/api/uploads', { token, json: { contentType: 'image/jpeg', bytes: 6_000_000 } });
    },
  },
  {
    id: 'uploads/serve',
    when: 'a picture',
    async prepare(world) {
      const { output } = await finishedJob(world);
      return () => world.call('GET', `/uploads/${output}`, { status: 302 });
    },
  },
  {
    id: 'uploads/serve',
    when: 'a video in the making',
    async prepare(world) {
      const { output } = await queued(world, { path: 'animate' });
      return () => world.call('GET', `/uploads/${output}`, { status: 202 });
    },
  },
  {
    id: 'gateway/not-found',
    when: '',
    prepare: async (world) => () => world.call('GET', '/nowhere', { status: 404 }),
  },
];
