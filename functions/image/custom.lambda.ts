import { serve } from '#shared/http/serve.ts';
import { custom } from './custom.contract.ts';
import { submitting } from './submit.wiring.ts';

export const handler = serve(custom, (env) =>
  submitting(env, custom, 'image-jobs', ({ prompt }: { prompt: string; imageKey?: string | undefined }) => ({ kind: 'custom', prompt })),
);
