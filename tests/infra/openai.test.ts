import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { withChatOnly } from '#infra/bundle/openai.ts';
import { slim } from '#infra/bundle/slim.ts';
import type { openaiText } from '#shared/adapters/openai/text.ts';
import type { publicWeb } from '#shared/adapters/public-fetch/web.ts';
import { API_KEY, heard, order, startQwen } from '../flow/qwen/qwen.ts';

const folder = mkdtempSync(join(tmpdir(), 'darkroom-openai-'));
const qwen = await startQwen();
afterAll(async () => {
  await qwen.close();
  rmSync(folder, { recursive: true });
});

/** The adapter as a function holds it. */
async function bundled() {
  const outfile = join(folder, 'text.cjs');
  const contents = `export { openaiText } from '#shared/adapters/openai/text.ts'; export { publicWeb } from '#shared/adapters/public-fetch/web.ts';`;
  const { metafile } = await build({
    ...{ stdin: { contents, resolveDir: import.meta.dirname }, outfile, plugins: slim, bundle: true, minify: true, metafile: true },
    ...{ platform: 'node', target: 'node24', format: 'cjs', mainFields: ['module', 'main'], supported: { 'dynamic-import': false } },
  });
  const kilobytes = Math.ceil(Object.values(metafile.outputs)[0]!.bytes / 1024);
  return { kilobytes, ...(createRequire(import.meta.url)(outfile) as { openaiText: typeof openaiText; publicWeb: typeof publicWeb }) };
}

test('a bundle holds OpenAI’s client without what we never call, and it works: whole, streamed, and when it fails', async () => {
  const { kilobytes, openaiText: make, publicWeb: web } = await bundled();
  expect(kilobytes).toBeLessThanOrEqual(140);
  const model = { model: 'qwen-plus', baseUrl: qwen.baseUrl, apiKey: API_KEY };
  const text = make(model, web({ ALLOWED_PRIVATE_ORIGINS: qwen.url }));
  const written = await text.write(order('如何早起'));
  expect(written.text).toContain('如何早起');
  expect((await heard(text.stream(order('如何早起')))).pieces.join('')).toBe(written.text);
  await expect(text.write(order('[blocked]'))).rejects.toMatchObject({ code: 'ai.refused' });
  await expect(heard(text.stream(order('[inspected]')))).rejects.toMatchObject({ code: 'ai.refused' });
});

test('a client that is written otherwise is an error, not a bundle that lacks something', () => {
  expect(() => withChatOnly('export class OpenAI {}')).toThrow('has changed');
});
