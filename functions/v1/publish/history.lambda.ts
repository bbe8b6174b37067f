import { dynamoPublications } from '#shared/adapters/dynamo/publications.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { publishHistory } from './history.contract.ts';
import { publicationView } from './publication.view.ts';

export const handler = serve(publishHistory, (env) => {
  const { table, guards } = platform(env, publishHistory);
  const history = dynamoPublications(table);
  return {
    ...guards,
    handle: async ({ account, query: { page, page_size } }) => {
      const { publications, total } = await history.page(account, { limit: page_size, skip: (page - 1) * page_size });
      return success({ total, page, page_size, items: publications.map(publicationView) });
    },
  };
});
