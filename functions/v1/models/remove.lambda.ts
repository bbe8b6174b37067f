import { removeModel as remove } from '#shared/domain/catalogue/manage.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { manageParts } from './manage.wiring.ts';
import { removeModel } from './remove.contract.ts';

export const handler = serve(removeModel, (env) => {
  const { table, guards } = platform(env, removeModel);
  const parts = manageParts(env, table);
  return {
    ...guards,
    handle: async ({ params: { id } }) => {
      await remove(parts, id);
      return success({ id }, '模型已删除');
    },
  };
});
