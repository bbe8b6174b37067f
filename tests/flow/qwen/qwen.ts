import { startOutside } from '#local/outside/host.ts';
import { createQwen, type QwenOptions } from '#local/outside/qwen/index.ts';
import type { CompatibleModel } from '#shared/adapters/openai/client.ts';
import { openaiText } from '#shared/adapters/openai/text.ts';
import { publicWeb } from '#shared/adapters/public-fetch/web.ts';
import type { TextFinish, TextModel, TextRequest } from '#shared/domain/models/ports.ts';

export const API_KEY = 'sk-test-key';

/** The stand-in of Qwen on a free port, and the real adapter that talks to it through the real guard. */
export async function startQwen(options: Partial<QwenOptions> = {}) {
  const outside = await startOutside({ port: 0, services: [createQwen({ apiKey: API_KEY, ...options })] });
  const web = publicWeb({ ALLOWED_PRIVATE_ORIGINS: outside.url });
  const baseUrl = `${outside.url}/qwen/compatible-mode/v1`;
  return {
    ...outside,
    baseUrl,
    text: (model: Partial<CompatibleModel> = {}): TextModel => openaiText({ model: 'qwen-plus', baseUrl, apiKey: API_KEY, ...model }, web),
  };
}

export const order = (prompt: string, more: Partial<TextRequest> = {}): TextRequest => ({
  system: '你是一位作者。',
  prompt,
  timeoutMs: 10_000,
  ...more,
});

/** Listens to the end. */
export async function heard(stream: AsyncGenerator<string, TextFinish>): Promise<{ pieces: string[]; finish: TextFinish }> {
  const pieces: string[] = [];
  for (;;) {
    const { done, value } = await stream.next();
    if (done) return { pieces, finish: value };
    pieces.push(value);
  }
}
