import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

const article = {
  title: '如何提高工作效率',
  keywords: ['时间管理', '效率工具'],
  requirements: '字数2000字,包含实用技巧',
  model_id: 1,
};

/** Asks for a text, and doesn't wait for it. */
async function ordered(world: World, json: object = article, tool = 'wechat_article') {
  const { account, token } = await world.signUp(100);
  const headers = { prefer: 'respond-async' };
  const path = `/api/v1/writing/${tool}/generate`;
  const { data } = await world.call<{ data: { task_id: string } }>('POST', path, { token, json, headers, status: 202 });
  return { message: { account, job: data.task_id }, token };
}

/** How the provider's next call goes wrong. */
const failing = (world: World, service: string, mode: string) =>
  fetch(`${world.stack.outsideUrl}/faults`, { method: 'PUT', body: JSON.stringify({ service, mode, times: 1 }) });

/** A job whose first model fails, so that another stands in. */
async function failedOnce(world: World) {
  const { message } = await ordered(world);
  await failing(world, 'qwen', '500');
  return message;
}

export const writingCases: UnitCase[] = [
  { id: 'v1/writing/tools', when: '', prepare: async (world) => () => world.call('GET', '/api/v1/writing/tools') },
  {
    id: 'v1/writing/generate',
    when: 'with a model, not waited for',
    async prepare(world) {
      const { token } = await world.signUp(100);
      const asked = { token, json: article, headers: { prefer: 'respond-async' }, status: 202 };
      return () => world.call('POST', '/api/v1/writing/wechat_article/generate', asked);
    },
  },
  {
    id: 'v1/writing/generate',
    when: 'a text of 20,000 characters to be rewritten',
    async prepare(world) {
      const { token } = await world.signUp(100);
      const json = { title: '改写', source_text: '长'.repeat(20_000) };
      const asked = { token, json, headers: { prefer: 'respond-async' }, status: 202 };
      return () => world.call('POST', '/api/v1/writing/content_rewrite/generate', asked);
    },
  },
  {
    id: 'v1/writing/job',
    when: 'written',
    async prepare(world) {
      const { message, token } = await ordered(world);
      await world.work('workers/writing', message);
      return () => world.call('GET', `/api/v1/writing/jobs/${message.job}`, { token });
    },
  },
  {
    id: 'workers/writing',
    when: 'a text is written',
    async prepare(world) {
      const { message } = await ordered(world);
      return () => world.work('workers/writing', message);
    },
  },
  {
    id: 'workers/writing',
    when: 'a text of 6,000 characters',
    async prepare(world) {
      const { message } = await ordered(world, { title: '早起', requirements: '字数6000字' }, 'story_novel');
      return () => world.work('workers/writing', message);
    },
  },
  {
    id: 'workers/writing',
    when: 'the model refuses',
    async prepare(world) {
      const { message } = await ordered(world);
      await failing(world, 'qwen', 'refuse');
      return () => world.work('workers/writing', message);
    },
  },
  {
    id: 'workers/writing',
    when: 'another model stands in',
    async prepare(world) {
      const message = await failedOnce(world);
      return () => world.work('workers/writing', message);
    },
  },
  {
    id: 'workers/writing',
    when: 'a model that had failed works again',
    async prepare(world) {
      await world.work('workers/writing', await failedOnce(world));
      const { message } = await ordered(world);
      return () => world.work('workers/writing', message);
    },
  },
];
