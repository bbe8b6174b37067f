import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../../auth.wiring.ts';
import { listPartners } from './list.contract.ts';
import { balanceOf, manageParts } from './manage.wiring.ts';
import { partnerView } from './partner.view.ts';

export const handler = serve(listPartners, (env) => {
  const { table, guards } = platform(env, listPartners);
  const parts = manageParts(table);
  return {
    ...guards,
    handle: async ({ query: { page, page_size } }) => {
      const all = await parts.partners.codes();
      const shown = all.slice((page - 1) * page_size, page * page_size);
      const partners = (await Promise.all(shown.map((code) => parts.partners.find(code)))).filter((partner) => partner !== undefined);
      const items = await Promise.all(partners.map(async (partner) => partnerView(partner, await balanceOf(parts, partner))));
      return success({ total: all.length, page, page_size, items });
    },
  };
});
