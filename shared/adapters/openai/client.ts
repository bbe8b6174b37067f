import type { OpenAI } from 'openai/client';
import type { PublicWeb } from '../../domain/web/ports.ts';
import { lazily } from '../../kernel/lazily.ts';
import { compatibleBase } from './base-url.ts';

/** A model behind any API that is compatible with OpenAI's chat completions: Qwen on DashScope, DeepSeek, OpenAI, a gateway. */
export interface CompatibleModel {
  /** The provider's name for it: `qwen-plus`. */
  model: string;
  /** Where the API is, `https://dashscope.aliyuncs.com/compatible-mode/v1`. */
  baseUrl: string;
  apiKey: string;
  /** More fields of the request's body, which only this provider knows: `{ enable_thinking: false }`. Ours win. */
  extra?: Readonly<Record<string, unknown>>;
}

/** The most that the client waits by itself; each call has a shorter limit of its own. */
const LONGEST_MS = 900_000;

/**
 * The client, made (and its library loaded) at the first call. It asks once: who tries again, and at which model, is decided above.
 * Nothing of it comes from the process's environment, and it writes no log: its lines could name keys.
 */
export const openaiClient = ({ baseUrl, apiKey }: CompatibleModel, web: Pick<PublicWeb, 'request'>): (() => Promise<OpenAI>) =>
  lazily(async () => {
    const { OpenAI: Client } = await import('openai/client');
    return new Client({
      apiKey,
      baseURL: compatibleBase(baseUrl),
      fetch: (input, init) => web.request(input instanceof Request ? input.url : input, init),
      maxRetries: 0,
      timeout: LONGEST_MS,
      logLevel: 'off',
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
    });
  });
