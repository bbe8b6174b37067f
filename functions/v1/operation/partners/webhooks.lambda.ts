import { dynamoPartners } from '#shared/adapters/dynamo/partners.ts';
import { dynamoWebhooks } from '#shared/adapters/dynamo/webhooks.ts';
import { known } from '#shared/domain/partners/manage.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../../auth.wiring.ts';
import { webhookView } from './partner.view.ts';
import { partnerWebhooks } from './webhooks.contract.ts';

const LATEST = 100;

export const handler = serve(partnerWebhooks, (env) => {
  const { table, guards } = platform(env, partnerWebhooks);
  const parts = { partners: dynamoPartners(table) };
  const webhooks = dynamoWebhooks(table);
  return {
    ...guards,
    handle: async ({ params: { code } }) => {
      const { account } = await known(parts, code);
      const items = await webhooks.latest(account, LATEST);
      return success({ items: items.map(webhookView) });
    },
  };
});
