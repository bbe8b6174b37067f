import type { Animation } from '#shared/domain/jobs/types.ts';
import { serve } from '#shared/http/serve.ts';
import { animate } from './animate.contract.ts';
import { submitting } from './submit.wiring.ts';

export const handler = serve(animate, (env) =>
  submitting(env, animate, 'video-jobs', ({ imageKey: _, ...animation }: Animation & { imageKey?: string | undefined }) => ({
    kind: 'animate',
    ...animation,
  })),
);
