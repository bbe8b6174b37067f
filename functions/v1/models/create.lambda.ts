import { addModel, type ModelDraft } from '#shared/domain/catalogue/manage.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { createModel } from './create.contract.ts';
import { manageParts } from './manage.wiring.ts';
import { draftOf, managedView } from './model.view.ts';

export const handler = serve(createModel, (env) => {
  const { table, guards } = platform(env, createModel);
  const parts = manageParts(env, table);
  return {
    ...guards,
    handle: async ({ body }) => success(managedView(await addModel(parts, draftOf(body) as ModelDraft)), '模型创建成功'),
  };
});
