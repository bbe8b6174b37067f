import { dynamoBindings } from '#shared/adapters/dynamo/bindings.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { publishPlatformList } from './platforms.contract.ts';
import { platformViews } from './publication.view.ts';

export const handler = serve(publishPlatformList, (env) => {
  const { table, guards } = platform(env, publishPlatformList);
  const bindings = dynamoBindings(table);
  return { ...guards, handle: async ({ account }) => success(platformViews(await bindings.of(account))) };
});
