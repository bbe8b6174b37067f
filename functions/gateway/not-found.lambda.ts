import { registry } from '#functions/registry.ts';
import { isPreflight } from '#shared/contract/cors.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { fail } from '#shared/kernel/fault.ts';
import { notFound } from './not-found.contract.ts';
import { allowedMethods } from './routes.ts';

export const handler = serve(notFound, () => ({
  handle: async ({ path, method, headers }) => {
    // The gateway adds what its stage allows to whom; a browser only wants the status to be good.
    if (isPreflight(method, headers)) return reply(204, '');
    const allowed = allowedMethods(registry, path);
    if (allowed.length === 0) return fail('request.not_found', { message: `没有这个接口: ${method} ${path.slice(0, 200)}` });
    // What is told as it is written isn't behind this gateway, which would collect it.
    if (allowed.includes(method))
      return fail('request.not_found', { message: `${path} 不在此地址,见 GET /api/v1/writing/tools 的 stream_url` });
    return fail('request.method', { allow: allowed.join(', '), message: `${path} 只支持 ${allowed.join(', ')}` });
  },
}));
