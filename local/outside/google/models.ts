import { GoogleError } from './errors.ts';

const imageModels = ['gemini-nano-banana-2.1', 'gemini-3-pro-image', 'gemini-3.1-flash-image', 'gemini-3.1-flash-lite-image'];
const textModels = ['gemini-flash-latest', 'gemini-pro-latest', 'gemini-flash-lite-latest', 'gemini-3.8-flash', 'gemini-3.7-flash'];
const omniModels = ['gemini-omni-1.1-flash'];
const veoModels = ['veo-3.1-generate-001', 'veo-3.1-fast-generate-001', 'veo-3.1-lite-generate-001'];

/** Models that Google has shut down, and what it names in their place. */
const retired: Record<string, string> = {
  'gemini-2.0-flash': 'gemini-flash-latest',
  'gemini-2.5-flash-image-preview': 'gemini-nano-banana-2.1',
  'gemini-2.5-flash-image': 'gemini-nano-banana-2.1',
  'gemini-omni-flash-preview': 'gemini-omni-1.1-flash',
  'veo-2.0-generate-001': 'veo-3.1-generate-001',
  'veo-3.0-generate-preview': 'veo-3.1-generate-001',
  'veo-3.0-fast-generate-preview': 'veo-3.1-fast-generate-001',
  'veo-3.0-generate-001': 'veo-3.1-generate-001',
  'veo-3.0-fast-generate-001': 'veo-3.1-fast-generate-001',
};

export const isTextModel = (id: string): boolean => textModels.includes(id);

/** Throws Google's 404 unless `model` can do `method` today. */
export function requireModel(model: string, method: 'generateContent' | 'interactions' | 'predictLongRunning'): void {
  const offered = { generateContent: [...textModels, ...imageModels], interactions: omniModels, predictLongRunning: veoModels }[method];
  if (offered.includes(model)) return;
  const successor = retired[model];
  throw new GoogleError(
    'NOT_FOUND',
    successor
      ? `This model models/${model} is no longer available. Please update your code to use models/${successor} for the latest features and improvements.`
      : `models/${model} is not found for API version v1beta, or is not supported for ${method}. Call ListModels to see the list of available models and their supported methods.`,
  );
}

/** `GET /v1beta/models`. */
export const listModels = (): object => ({
  models: [
    ...[...textModels, ...imageModels].map((id) => card(id, 'generateContent')),
    ...omniModels.map((id) => card(id, 'createInteraction')),
  ],
});

/** `GET /v1beta/models/{id}`; Google's 404 when it is unknown or retired. */
export function showModel(id: string): object {
  if (omniModels.includes(id)) return card(id, 'createInteraction');
  requireModel(id, 'generateContent');
  return card(id, 'generateContent');
}

const card = (id: string, method: string): object => ({
  name: `models/${id}`,
  displayName: `${id} (local stand-in)`,
  supportedGenerationMethods: [method],
});
