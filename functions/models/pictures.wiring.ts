import { geminiImages } from '#shared/adapters/genai/images.ts';
import type { Environment } from '#shared/contract/environment.ts';
import type { ReadSecret } from '#shared/contract/secrets.ts';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';
import type { ImageModel } from '#shared/domain/models/ports.ts';
import { keysOf } from './keys.wiring.ts';

/** The client of an image model, with its own key where it has one. All of them are Google's. */
export function imageModels(env: Environment, secret: ReadSecret): (model: OfferedModel) => Promise<ImageModel> {
  const ownKey = keysOf(env);
  return async (model) => {
    const own = await ownKey(model);
    return geminiImages({ ...env, IMAGE_MODEL: model.modelName }, own === undefined ? secret : async () => own);
  };
}
