import { storedModels } from '#shared/adapters/dynamo/catalogue.ts';
import { offered } from '#shared/domain/catalogue/built-in.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { listModels } from './list.contract.ts';
import { publicView } from './model.view.ts';

export const handler = serve(listModels, (env) => {
  const { table, guards } = platform(env, listModels);
  return {
    ...guards,
    handle: async ({ query: { provider, kind, is_active } }) => {
      const models = offered(await storedModels(table)).filter(
        (model) =>
          (provider === undefined || model.provider === provider) &&
          (kind === undefined || model.kind === kind) &&
          (is_active === undefined || String(model.isActive) === is_active),
      );
      return success(models.map(publicView));
    },
  };
});
