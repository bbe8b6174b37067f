import { beforeEach, expect, test, vi } from 'vitest';
import type { ImageModel, Picture } from '#shared/domain/models/ports.ts';
import type { PictureTools, StepCache } from '#shared/domain/repair/ports.ts';
import { repairPicture } from '#shared/domain/repair/repair.ts';
import type { RepairParts } from '#shared/domain/repair/step.ts';
import type { Repair } from '#shared/domain/repair/types.ts';
import { fail } from '#shared/kernel/fault.ts';
import { picture } from '../domain/fakes.ts';

const textOf = ({ bytes }: Picture): string => Buffer.from(bytes).toString();
const wrap = (name: string) => async (one: Picture) => picture(`${name}(${textOf(one)})`);

/** Every tool writes its name around what it was given. */
const tools = (): PictureTools => ({
  measure: async () => ({ width: 800, height: 1000 }),
  mount: wrap('mount'),
  straighten: async (made) => made,
  unmount: async (one, _, { width, height }) => picture(`enlarge(${textOf(one)}, ${width}x${height})`),
  keyColourFor: async () => ({ r: 0, g: 255, b: 0 }),
  isKeyed: async () => true,
  cutOut: wrap('cut'),
  compose: async (one, _, { width, height }, { r, g, b }) => picture(`over(${textOf(one)}, ${width}x${height}, ${r},${g},${b})`),
});

function memoryCache() {
  const kept = new Map<string, Picture>();
  const cache: StepCache = { get: async (key) => kept.get(key), put: async (key, one) => void kept.set(key, one) };
  return { ...cache, kept };
}

const edit = vi.fn<ImageModel['edit']>();
const upload = picture('photo');
let parts: RepairParts;
let cache: ReturnType<typeof memoryCache>;

beforeEach(() => {
  edit.mockReset().mockImplementation(async ({ prompt, pictures: [one] }) => wrap(prompt.split(/\W/)[0]!)(one!));
  cache = memoryCache();
  const attempt = { sleep: async () => {}, hasTime: () => true, onRetry: vi.fn() };
  parts = { tools: tools(), images: { edit }, model: 'model-1', cache, timeoutMs: 60_000, attempt };
});

const run = (repair: Repair): Promise<string> => repairPicture(parts, upload, repair).then(textOf);
const white = { type: 'bg', rgb: { r: 255, g: 255, b: 255 } } as const;

test.each<[Repair, string]>([
  [{ type: 'sr' }, 'enlarge(Enhance(mount(photo)), 3200x4000)'],
  [{ type: 'sr,repair' }, 'enlarge(Enhance(Restore(mount(photo))), 3200x4000)'],
  [{ type: 'sr,repair,colour' }, 'enlarge(Colourise(Enhance(Restore(mount(photo)))), 3200x4000)'],
  [white, 'over(cut(Replace(mount(photo))), 800x1000, 255,255,255)'],
])('%j does its steps in this order', async (repair, done) => {
  expect(await run(repair)).toBe(done);
});

test('the model is asked for the form of the photo and the size of the result', async () => {
  await run({ type: 'sr' });
  await run(white);
  expect(edit.mock.calls.map(([{ shape }]) => shape)).toEqual([
    { ratio: '4:5', size: '4K' },
    { ratio: '4:5', size: '1K' },
  ]);
});

test('the same work on the same photo is paid for once', async () => {
  const first = await run({ type: 'sr,repair,colour' });
  expect(await run({ type: 'sr,repair,colour' })).toBe(first);
  expect(edit).toHaveBeenCalledTimes(3);
});

test('an order that is raised pays for what is new', async () => {
  await run({ type: 'sr,repair' });
  await run({ type: 'sr,repair,colour' });
  expect(edit).toHaveBeenCalledTimes(3);
});

test('another colour of the background is not paid for', async () => {
  await run(white);
  expect(await run({ type: 'bg', rgb: { r: 67, g: 142, b: 219 } })).toContain('67,142,219');
  expect(edit).toHaveBeenCalledTimes(1);
});

test('a worker that follows one that died goes on after the last step that was paid for', async () => {
  edit.mockImplementationOnce(async () => picture('restored')).mockRejectedValueOnce(new Error('killed'));
  await expect(run({ type: 'sr,repair' })).rejects.toThrow('killed');
  edit.mockClear();
  await run({ type: 'sr,repair' });
  expect(edit).toHaveBeenCalledTimes(1);
});

test('another model, and another photo, is other work', async () => {
  await run({ type: 'sr' });
  parts = { ...parts, model: 'model-2' };
  await run({ type: 'sr' });
  await repairPicture(parts, picture('another'), { type: 'sr' });
  expect(edit).toHaveBeenCalledTimes(3);
});

test('a model that is busy for a moment is asked again, and that is put on record', async () => {
  edit.mockImplementationOnce(async () => fail('ai.busy'));
  expect(await run({ type: 'sr' })).toContain('Enhance');
  expect(parts.attempt.onRetry).toHaveBeenCalledTimes(1);
});

test('a model that left the background is asked again, and its answer is not kept', async () => {
  parts.tools.isKeyed = vi.fn<PictureTools['isKeyed']>().mockResolvedValueOnce(false).mockResolvedValue(true);
  await run(white);
  expect(edit).toHaveBeenCalledTimes(2);
  expect(cache.kept.size).toBe(1);
});

test('a model that never paints the background is at fault, not the photo', async () => {
  parts.tools.isKeyed = async () => false;
  await expect(run(white)).rejects.toMatchObject({ code: 'ai.unavailable', details: { reason: expect.stringContaining('background') } });
  expect(cache.kept.size).toBe(0);
});

test('an answer that can’t be decoded is the model’s fault; a photo that can’t be is the customer’s', async () => {
  parts.tools.straighten = async () => fail('image.invalid');
  await expect(run({ type: 'sr' })).rejects.toMatchObject({ code: 'ai.unavailable' });
  parts.tools.measure = async () => fail('image.invalid');
  edit.mockClear();
  await expect(run({ type: 'sr' })).rejects.toMatchObject({ code: 'image.invalid' });
  expect(edit).not.toHaveBeenCalled();
});

test('a refusal ends the repair at once', async () => {
  edit.mockImplementation(async () => fail('ai.refused'));
  await expect(run({ type: 'sr,repair' })).rejects.toMatchObject({ code: 'ai.refused' });
  expect(edit).toHaveBeenCalledTimes(1);
});
