import { createGoogle } from '#local/outside/google/index.ts';
import { startOutside } from '#local/outside/host.ts';
import { geminiImages } from '#shared/adapters/genai/images.ts';
import { settings } from '#shared/contract/settings.ts';
import type { ImageModel } from '#shared/domain/models/ports.ts';
import { randomText } from '#shared/kernel/ids.ts';

export interface ShowcaseModel {
  images: ImageModel;
  id: string;
  /** Calls cost money: what was paid for is worth keeping. */
  paid: boolean;
  close(): Promise<void>;
}

/** Gemini, when GEMINI_API_KEY is set; otherwise its stand-in, on a free port of its own. */
export async function openModel({ GEMINI_API_KEY: key, IMAGE_MODEL, GEMINI_BASE_URL }: NodeJS.ProcessEnv): Promise<ShowcaseModel> {
  const id = IMAGE_MODEL || settings.IMAGE_MODEL;
  if (key) {
    const url = GEMINI_BASE_URL || settings.GEMINI_BASE_URL;
    return { images: geminiImages({ IMAGE_MODEL: id, GEMINI_BASE_URL: url }, async () => key), id, paid: true, close: async () => {} };
  }
  const apiKey = randomText(20);
  const outside = await startOutside({ port: 0, services: [createGoogle({ apiKey })] });
  const env = { IMAGE_MODEL: id, GEMINI_BASE_URL: `${outside.url}/gemini` };
  return { images: geminiImages(env, async () => apiKey), id, paid: false, close: () => outside.close() };
}
