import { dynamoJobs } from '#shared/adapters/dynamo/jobs.ts';
import { dynamoTable } from '#shared/adapters/dynamo/table.ts';
import { s3Media } from '#shared/adapters/s3/media.ts';
import { locate } from '#shared/domain/media/serve.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { serveUpload } from './serve.contract.ts';

export const handler = serve(serveUpload, (env) => {
  const parts = { media: s3Media(env), jobs: dynamoJobs(dynamoTable(env)), clock: systemClock };
  return {
    handle: async ({ params: { name } }) => {
      const found = await locate(parts, name);
      if (found !== 'processing') return reply(302, '', { location: found.url, 'cache-control': 'private, max-age=300' });
      return reply(
        202,
        { success: true, message: '视频生成中,请稍后重试', status: 'processing' },
        { 'retry-after': '5', 'cache-control': 'no-store' },
      );
    },
  };
});
