import { serve } from '#shared/http/serve.ts';
import { restore } from './restore.contract.ts';
import { submitting } from './submit.wiring.ts';

export const handler = serve(restore, (env) => submitting(env, restore, 'image-jobs', () => ({ kind: 'restore_photo' })));
