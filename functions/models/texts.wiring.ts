import { geminiText } from '#shared/adapters/genai/text.ts';
import { openaiText } from '#shared/adapters/openai/text.ts';
import { publicWeb } from '#shared/adapters/public-fetch/web.ts';
import type { Environment } from '#shared/contract/environment.ts';
import type { ReadSecret } from '#shared/contract/secrets.ts';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';
import type { TextModel } from '#shared/domain/models/ports.ts';
import { keysOf, unusable } from './keys.wiring.ts';

/** The client of a text model: with its own key and address where it has them, else with the stage's. `ai.unavailable` without a key. */
export function textModels(env: Environment, secret: ReadSecret): (model: OfferedModel) => Promise<TextModel> {
  const ownKey = keysOf(env);
  const web = publicWeb(env);
  return async (model) => {
    const own = await ownKey(model);
    if (model.provider === 'gemini') return geminiText(model.modelName, env, own === undefined ? secret : async () => own);
    const apiKey = own ?? (await secret('QWEN_API_KEY')) ?? unusable('QWEN_API_KEY', 'Set QWEN_API_KEY, or switch its models off.');
    return openaiText({ model: model.modelName, baseUrl: model.apiBase ?? env.QWEN_BASE_URL!, apiKey }, web);
  };
}
