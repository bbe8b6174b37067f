import sharp from 'sharp';
import { expect, test } from 'vitest';
import { ask } from '#tests/support/platform/api.ts';
import { eventually, useStack } from '#tests/support/stack.ts';
import { unzip } from '#tests/support/unzip.ts';
import { books, useWriter, writer } from '../writing/support.ts';

const stack = useStack({ settings: { TEXT_TIMEOUT_SECONDS: '1', IMAGE_TIMEOUT_SECONDS: '5' } });
const ada = useWriter(stack);

/** The document's own requests. */
const works = {
  image: { prompt: '一只可爱的猫咪在花园里玩耍', size: '1024x1024', model_id: 2 },
  ppt: { topic: '产品发布会', outline: ['产品介绍', '核心功能', '市场分析'], model_id: 4 },
} as const;
type Kind = keyof typeof works;
const prices = { image: 20, ppt: 30 } as const;

type Made = Record<string, string | number | null>;
const make = (kind: Kind, change: object = {}, headers: Record<string, string> = {}) =>
  ask<Made>(stack(), 'POST', `/api/v1/${kind}/generate`, { token: ada().token, json: { ...works[kind], ...change }, headers });
const creation = async (id: number) => (await ask<Made>(stack(), 'GET', `/api/v1/creations/${id}`, { token: ada().token })).body.data;
const fileAt = async (url: unknown) => Buffer.from(await (await fetch(String(url))).arrayBuffer());

test('the document’s request for a presentation: a .pptx with a section for each item, and its creation', async () => {
  const { status, body } = await make('ppt');
  expect([status, body.code, body.message, Object.keys(body.data).sort()]).toEqual([
    ...[200, 200, '生成成功'],
    ['credits_used', 'download_url', 'ppt_id'],
  ]);
  expect(body.data).toMatchObject({ ppt_id: 1, credits_used: 30, download_url: expect.stringMatching(/\/uploads\/deck_\w{26}\.pptx$/) });
  const slides = [...unzip(await fileAt(body.data.download_url))].filter(([name]) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
  const texts = slides.map(([, xml]) => xml).join('\n');
  for (const words of [works.ppt.topic, ...works.ppt.outline]) expect(texts).toContain(words);
  expect(slides.length).toBeGreaterThanOrEqual(6);
  expect(await creation(1)).toMatchObject({
    type: 'ppt',
    title: '产品发布会',
    content: '产品介绍\n核心功能\n市场分析',
    file_url: body.data.download_url,
  });
  expect(await books(stack(), ada())).toEqual({ points: 70, held: 0, sum: 70, entries: 2 });
});

test('the document’s request for a picture: a PNG of exactly that size, and its creation', async () => {
  const { status, body } = await make('image');
  expect([status, body.message, Object.keys(body.data).sort()]).toEqual([200, '生成成功', ['credits_used', 'image_url']]);
  expect(await sharp(await fileAt(body.data.image_url)).metadata()).toMatchObject({ format: 'png', width: 1024, height: 1024 });
  expect(await creation(1)).toMatchObject({
    type: 'image',
    title: works.image.prompt,
    content: works.image.prompt,
    file_url: body.data.image_url,
  });
  expect(await books(stack(), ada())).toEqual({ points: 80, held: 0, sum: 80, entries: 2 });
});

test.each(['1280x720', '700X1299', '1600x540'])('a picture of %s has exactly that many pixels', async (size) => {
  const { body } = await make('image', { size });
  const [width, height] = size.split(/x/i).map(Number);
  expect(await sharp(await fileAt(body.data.image_url)).metadata()).toMatchObject({ width, height });
});

test.each([
  ['image', { size: '1024' }, 'size'],
  ['image', { size: '5000x5000' }, 'size'],
  ['image', { size: '300x1200' }, 'size'],
  ['image', { prompt: ' ' }, 'prompt'],
  ['image', { model_id: 1 }, 'model_id'],
  ['ppt', { topic: '' }, 'topic'],
  ['ppt', { outline: [''] }, 'outline'],
  ['ppt', { model_id: 2 }, 'model_id'],
] as const)('%s %o is refused by name, and costs nothing', async (kind, wrong, field) => {
  const { status, body } = await make(kind, wrong);
  expect([status, body.message, body.data]).toEqual([400, expect.stringContaining(field), null]);
  expect(await books(stack(), ada())).toMatchObject({ points: 100, held: 0 });
});

test.each(['image', 'ppt'] as const)(
  '%s: who doesn’t wait finds the documented answer later, and the same key is paid once',
  async (kind) => {
    const headers = { prefer: 'respond-async', 'idempotency-key': kind };
    const { status, body } = await make(kind, {}, headers);
    expect([status, body.data.credits_used, body.data.status]).toEqual([202, 0, 'processing']);
    const done = await eventually(async () => {
      const answer = await ask<Made>(stack(), 'GET', String(body.data.status_url), { token: ada().token, headers: { prefer: 'wait=2' } });
      return answer.status === 200 && answer;
    });
    expect(done.body.data.credits_used).toBe(prices[kind]);
    expect((await make(kind, {}, headers)).body.data.task_id).toBe(body.data.task_id);
    expect(await books(stack(), ada())).toMatchObject({ points: 100 - prices[kind], held: 0 });
  },
);

test('twenty at once, for more points than there are: as many are made as can be paid, the others cost nothing', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => make('image', { size: '256x256' })));
  expect(answers.map(({ body }) => body.code).sort()).toEqual([...Array(5).fill(200), ...Array(15).fill(40001)]);
  expect(await books(stack(), ada())).toEqual({ points: 0, held: 0, sum: 0, entries: 6 });
  const { data } = (await ask<{ total: number }>(stack(), 'GET', '/api/v1/creations', { token: ada().token })).body;
  expect(data.total).toBe(5);
});

test.each(['image', 'ppt'] as const)('%s: nobody else finds it, by its task or as a creation', async (kind) => {
  const { body } = await make(kind, {}, { prefer: 'respond-async' });
  const eve = await writer(stack());
  const paths = [String(body.data.status_url), `/api/v1/video/${body.data.task_id}/status`, '/api/v1/creations/1'];
  for (const path of paths) expect((await ask(stack(), 'GET', path, { token: eve.token })).status, path).toBe(404);
  await eventually(async () => (await ask(stack(), 'GET', paths[0]!, { token: ada().token })).status === 200);
});
