import type { Environment } from '../../contract/environment.ts';
import type { ReadSecret } from '../../contract/secrets.ts';
import type { VideoModel } from '../../domain/models/ports.ts';
import { omniVideos } from './omni.ts';
import { isVertexOperation, veoVideos } from './veo.ts';

/**
 * Google's video models: Veo on Vertex AI when GOOGLE_CREDENTIALS are set, else Omni with the API key.
 * A video that has been started stays with the model that has it, whatever is configured since.
 */
export function geminiVideos(env: Environment, secret: ReadSecret): VideoModel {
  const omni = omniVideos(env, secret);
  const veo = veoVideos(env, secret);
  const holderOf = (name: string): VideoModel => (isVertexOperation(name) ? veo : omni);
  const chosen = async (): Promise<VideoModel> => ((await secret('GOOGLE_CREDENTIALS')) ? veo : omni);
  return {
    lengths: async () => (await chosen()).lengths(),
    start: async (request) => (await chosen()).start(request),
    look: (operation) => holderOf(operation).look(operation),
    download: (location) => holderOf(location).download(location),
    cancel: (operation) => holderOf(operation).cancel(operation),
  };
}
