import { toolTypes } from '#shared/domain/writing/names.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../auth.wiring.ts';
import { toolView } from './tool.view.ts';
import { listTools } from './tools.contract.ts';

export const handler = serve(listTools, (env) => ({
  ...platform(env, listTools).guards,
  handle: async () => success(toolTypes.map((type) => toolView(type, env.STREAM_URL!))),
}));
