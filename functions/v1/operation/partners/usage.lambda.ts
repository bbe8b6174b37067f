import { dynamoLedger } from '#shared/adapters/dynamo/ledger.ts';
import { known } from '#shared/domain/partners/manage.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../../auth.wiring.ts';
import { manageParts } from './manage.wiring.ts';
import { movementView } from './partner.view.ts';
import { partnerUsage } from './usage.contract.ts';

export const handler = serve(partnerUsage, (env) => {
  const { table, guards } = platform(env, partnerUsage);
  const parts = manageParts(table);
  const ledger = dynamoLedger(table);
  return {
    ...guards,
    handle: async ({ params: { code }, query: { page, page_size } }) => {
      const { account } = await known(parts, code);
      const { entries, total } = await ledger.entries(account, { limit: page_size, skip: (page - 1) * page_size });
      return success({ total, page, page_size, items: entries.map(movementView) });
    },
  };
});
