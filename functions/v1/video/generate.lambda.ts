import { submitWork } from '#shared/domain/catalogue/submit.ts';
import { filmParts } from '#shared/domain/films/types.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { submitting } from '../work.wiring.ts';
import { generateFilm } from './generate.contract.ts';

export const handler = serve(generateFilm, (env) => {
  const { table, guards } = platform(env, generateFilm);
  const parts = submitting(env, table, 'video-jobs');
  return {
    ...guards,
    handle: async ({ account, operation, body: { script, duration, aspect_ratio: aspectRatio, model_id: model } }) => {
      const input = { script, duration, aspectRatio };
      const request = { kind: 'video', input, ...(model !== undefined && { model }) } as const;
      const { id } = await submitWork(parts, { account, operation, request, times: filmParts(input) });
      return success({ task_id: id, status: 'processing' } as const, '任务已创建');
    },
  };
});
