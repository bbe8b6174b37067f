import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { removeCreation as remove } from '#shared/domain/creations/edit.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { removeCreation } from './remove.contract.ts';

export const handler = serve(removeCreation, (env) => {
  const { table, guards } = platform(env, removeCreation);
  const parts = { creations: dynamoCreations(table), media: s3Media(env) };
  return {
    ...guards,
    handle: async ({ account, params: { id } }) => {
      await remove(parts, account, id);
      return success({ id }, '删除成功');
    },
  };
});
