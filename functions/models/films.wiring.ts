import { omniVideos } from '#shared/adapters/genai/omni.ts';
import { veoVideos } from '#shared/adapters/genai/veo.ts';
import type { Environment } from '#shared/contract/environment.ts';
import type { ReadSecret } from '#shared/contract/secrets.ts';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';
import type { VideoModel } from '#shared/domain/models/ports.ts';
import { keysOf } from './keys.wiring.ts';

/** The client of a video model: Veo on Vertex AI, whose credentials are the stage's, or Omni. */
export function videoModels(env: Environment, secret: ReadSecret): (model: OfferedModel) => Promise<VideoModel> {
  const ownKey = keysOf(env);
  return async (model) => {
    const { modelName: name } = model;
    const own = await ownKey(model);
    if (/^veo/.test(name)) return veoVideos({ ...env, VIDEO_MODEL_PREVIEW: name }, secret);
    return omniVideos({ ...env, VIDEO_MODEL: name }, own === undefined ? secret : async () => own);
  };
}
