import { changeModel } from '#shared/domain/catalogue/manage.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { manageParts } from './manage.wiring.ts';
import { draftOf, managedView } from './model.view.ts';
import { updateModel } from './update.contract.ts';

export const handler = serve(updateModel, (env) => {
  const { table, guards } = platform(env, updateModel);
  const parts = manageParts(env, table);
  return {
    ...guards,
    handle: async ({ params: { id }, body }) => success(managedView(await changeModel(parts, id, draftOf(body))), '模型更新成功'),
  };
});
