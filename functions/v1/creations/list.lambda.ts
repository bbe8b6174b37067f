import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { creationView } from './creation.view.ts';
import { listCreations } from './list.contract.ts';

export const handler = serve(listCreations, (env) => {
  const { table, guards } = platform(env, listCreations);
  const creations = dynamoCreations(table);
  return {
    ...guards,
    handle: async ({ account, query: { page, page_size, type } }) => {
      const found = await creations.list(account, { page, size: page_size, ...(type && { type }) });
      const items = found.creations.map((creation) => creationView(env.PUBLIC_URL!, creation, creation.content));
      return success({ total: found.total, page, page_size, items });
    },
  };
});
