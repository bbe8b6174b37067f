import { submitWork } from '#shared/domain/catalogue/submit.ts';
import { readSize } from '#shared/domain/pictures/types.ts';
import { waitOf } from '#shared/http/prefer.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { pictureReply, processingReply, undrawn } from '../work.view.ts';
import { answering, submitting } from '../work.wiring.ts';
import { generatePicture } from './generate.contract.ts';

export const handler = serve(generatePicture, (env) => {
  const { table, guards } = platform(env, generatePicture);
  const parts = submitting(env, table, 'image-jobs');
  const answer = answering(table, (job) => pictureReply(env.PUBLIC_URL!, job), processingReply(undrawn));
  return {
    ...guards,
    handle: async ({ account, operation, body: { prompt, size, model_id: model }, headers }) => {
      const input = { prompt, size: readSize(size)! };
      const request = { kind: 'image', input, ...(model !== undefined && { model }) } as const;
      return answer(await submitWork(parts, { account, operation, request }), waitOf(headers.prefer, Number(env.WAIT_SECONDS)));
    },
  };
});
