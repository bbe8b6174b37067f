import type { Answer, Exchange, OutsideService } from '../service.ts';
import { complete, listModels } from './chat.ts';
import { errorAnswer, invalidRequest } from './errors.ts';

export interface QwenOptions {
  /** The only API key that it takes. */
  apiKey: string;
  /** How long each piece of a stream takes, in ms. Default 2. */
  pieceMs?: number;
}

const BASE = '/qwen/compatible-mode/v1';

/** Qwen on DashScope below `/qwen`, in its OpenAI-compatible mode: chat completions, streamed and whole. */
export function createQwen({ apiKey, pieceMs = 2 }: QwenOptions): OutsideService {
  const handle = async ({ method, url, headers, body }: Exchange): Promise<Answer> => {
    if (headers.authorization !== `Bearer ${apiKey}`) return errorAnswer('key');
    if (method === 'GET' && url.pathname === `${BASE}/models`) return listModels();
    if (method === 'POST' && url.pathname === `${BASE}/chat/completions`) return complete(body, pieceMs);
    return { ...invalidRequest(`Unsupported path ${url.pathname}`), status: 404 };
  };
  return {
    name: 'qwen',
    prefixes: ['/qwen'],
    handle,
    async fault(mode) {
      if (mode === '429') return { ...errorAnswer('busy'), headers: { 'content-type': 'application/json', 'retry-after': '2' } };
      if (mode === '500') return errorAnswer('internal');
      if (mode === 'refuse') return errorAnswer('inspected');
      return { status: 200, headers: { 'content-type': 'application/json' }, body: '{"choices":[{"message":{"con' };
    },
  };
}
