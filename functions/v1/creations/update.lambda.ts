import { dynamoCreations } from '#shared/adapters/dynamo/creations.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { wholeText } from '#shared/domain/creations/content.ts';
import { editCreation } from '#shared/domain/creations/edit.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { platform } from '../auth.wiring.ts';
import { creationView } from './creation.view.ts';
import { updateCreation } from './update.contract.ts';

export const handler = serve(updateCreation, (env) => {
  const { table, guards } = platform(env, updateCreation);
  const parts = { creations: dynamoCreations(table), media: s3Media(env), clock: systemClock };
  return {
    ...guards,
    handle: async ({ account, operation, params, body: { title, content } }) => {
      const change = { ...(title !== undefined && { title }), ...(content !== undefined && { content }) };
      const edited = await editCreation(parts, { account, id: params.id, operation, ...change });
      return success(creationView(env.PUBLIC_URL!, edited, content ?? (await wholeText(parts.media, edited))));
    },
  };
});
