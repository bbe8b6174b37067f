import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoWebhooks } from '#shared/adapters/dynamo/webhooks.ts';
import { known } from '#shared/domain/partners/manage.ts';
import { resendPhotoWebhook } from '#shared/domain/webhooks/resend.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import { platform } from '../../auth.wiring.ts';
import { webhookView } from './partner.view.ts';
import { resendWebhook } from './resend.contract.ts';

export const handler = serve(resendWebhook, (env) => {
  const { table, guards } = platform(env, resendWebhook);
  const parts = { partners: dynamoPartners(table), webhooks: dynamoWebhooks(table), clock: systemClock };
  return {
    ...guards,
    handle: async ({ params: { code, mdf } }) => {
      const { account } = await known(parts, code);
      return success(webhookView(await resendPhotoWebhook(parts, account, mdf)), '将在一分钟内重新发送');
    },
  };
});
