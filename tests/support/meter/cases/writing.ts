import type { World } from '../world.ts';
import type { UnitCase } from './case.ts';

const article = {
  title: '如何提高工作效率',
  keywords: ['时间管理', '效率工具'],
  requirements: '字数2000字,包含实用技巧',
  model_id: 1,
};

const WRITING = '/api/v1/writing/wechat_article/generate';
const deck = { topic: '产品发布会', outline: ['产品介绍', '核心功能', '市场分析'], model_id: 4 };
const film = { script: '老人推开窗。孙女跑来。', duration: 11, model_id: 3 };
const drawing = { prompt: '一只可爱的猫咪在花园里玩耍', size: '1024x1024', model_id: 2 };

/** Asks for work, and doesn't wait for it. */
async function ordered(world: World, json: object = article, path = WRITING) {
  const { account, token } = await world.signUp(100);
  const headers = { prefer: 'respond-async' };
  const status = path.includes('/video/') ? 200 : 202;
  const { data } = await world.call<{ data: { task_id: string } }>('POST', path, { token, json, headers, status });
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

/** Work that is asked for and not waited for. */
const submitting = (id: string, json: object): UnitCase => ({
  id,
  when: 'not waited for',
  async prepare(world) {
    const { token } = await world.signUp(100);
    return () => world.call('POST', `/api/${id}`, { token, json, headers: { prefer: 'respond-async' }, status: 202 });
  },
});

const working = (id: string, when: string, json: object, path: string): UnitCase => ({
  id,
  when,
  leaves: true,
  async prepare(world) {
    const { message } = await ordered(world, json, path);
    return () => world.work(id, message);
  },
});

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
    id: 'v1/writing/stream',
    when: 'a text is written',
    leaves: true,
    async prepare(world) {
      const { token } = await world.signUp(100);
      return () => world.call('POST', '/api/v1/writing/wechat_article/stream', { token, json: article });
    },
  },
  {
    id: 'v1/writing/stream',
    when: 'the model refuses',
    async prepare(world) {
      const { token } = await world.signUp(100);
      await failing(world, 'qwen', 'refuse');
      return () => world.call('POST', '/api/v1/writing/wechat_article/stream', { token, json: article });
    },
  },
  {
    id: 'v1/jobs/show',
    when: 'written',
    async prepare(world) {
      const { message, token } = await ordered(world);
      await world.work('workers/writing', message);
      return () => world.call('GET', `/api/v1/jobs/${message.job}`, { token });
    },
  },
  {
    id: 'workers/writing',
    when: 'a text is written',
    leaves: true,
    async prepare(world) {
      const { message } = await ordered(world);
      return () => world.work('workers/writing', message);
    },
  },
  {
    id: 'workers/writing',
    when: 'a text of 6,000 characters',
    leaves: true,
    async prepare(world) {
      const { message } = await ordered(world, { title: '早起', requirements: '字数6000字' }, '/api/v1/writing/story_novel/generate');
      return () => world.work('workers/writing', message);
    },
  },
  submitting('v1/ppt/generate', deck),
  submitting('v1/image/generate', drawing),
  {
    id: 'v1/video/generate',
    when: '',
    async prepare(world) {
      const { token } = await world.signUp(100);
      return () => world.call('POST', '/api/v1/video/generate', { token, json: film });
    },
  },
  {
    id: 'v1/video/status',
    when: '',
    async prepare(world) {
      const { message, token } = await ordered(world, film, '/api/v1/video/generate');
      return () => world.call('GET', `/api/v1/video/${message.job}/status`, { token });
    },
  },
  {
    id: 'workers/video',
    when: 'a film is begun',
    async prepare(world) {
      const { message } = await ordered(world, film, '/api/v1/video/generate');
      return () => world.work('workers/video', message);
    },
  },
  working('workers/writing', 'a presentation', deck, '/api/v1/ppt/generate'),
  working('workers/image', 'a new picture', drawing, '/api/v1/image/generate'),
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
    leaves: true,
    async prepare(world) {
      const message = await failedOnce(world);
      return () => world.work('workers/writing', message);
    },
  },
  {
    id: 'workers/writing',
    when: 'a model that had failed works again',
    leaves: true,
    async prepare(world) {
      await world.work('workers/writing', await failedOnce(world));
      const { message } = await ordered(world);
      return () => world.work('workers/writing', message);
    },
  },
];
