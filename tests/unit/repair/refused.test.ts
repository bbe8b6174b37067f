import { expect, test } from 'vitest';
import { sharpTools } from '#shared/adapters/sharp/tools.ts';
import type { ImageModel } from '#shared/domain/models/ports.ts';
import { repairPicture } from '#shared/domain/repair/repair.ts';
import type { RepairParts } from '#shared/domain/repair/step.ts';
import { cleanPhoto, heicPhoto, hugePngHeader, truncatedJpeg } from '#tests/support/pictures.ts';

/** Gives back what it is shown. */
const images: ImageModel = { edit: async ({ pictures: [one] }) => one! };
const parts: RepairParts = {
  tools: sharpTools,
  images,
  model: 'mirror',
  cache: { get: async () => undefined, put: async () => {} },
  timeoutMs: 1000,
  attempt: { sleep: async () => {}, hasTime: () => false, onRetry: () => {} },
};
const repair = (bytes: Buffer) => repairPicture(parts, { type: 'image/jpeg', bytes }, { type: 'sr' });

test.each([
  ['text', async () => Buffer.from('no picture, whatever its name')],
  ['nothing', async () => Buffer.alloc(0)],
  ['half a JPEG', truncatedJpeg],
  ['a header that claims 400 million pixels', async () => hugePngHeader()],
  ['half a HEIC', async () => heicPhoto().subarray(0, 500)],
  ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
])('%s ends in image.invalid, and the worker goes on', async (_, draw) => {
  await expect(repair(await draw())).rejects.toMatchObject({ code: 'image.invalid' });
  expect((await repair(await cleanPhoto(40, 50))).type).toBe('image/jpeg');
});
