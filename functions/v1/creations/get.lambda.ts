import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { wholeText } from '#shared/domain/creations/content.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { platform } from '../auth.wiring.ts';
import { creationView } from './creation.view.ts';
import { getCreation } from './get.contract.ts';

export const handler = serve(getCreation, (env) => {
  const { table, guards } = platform(env, getCreation);
  const creations = dynamoCreations(table);
  const media = s3Media(env);
  return {
    ...guards,
    handle: async ({ account, params }) => {
      const creation = (await creations.find(account, params.id)) ?? fail('creation.not_found');
      return success(creationView(env.PUBLIC_URL!, creation, await wholeText(media, creation)));
    },
  };
});
