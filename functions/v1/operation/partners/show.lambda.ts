import { known } from '#shared/domain/partners/manage.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../../auth.wiring.ts';
import { balanceOf, manageParts } from './manage.wiring.ts';
import { lotView, partnerView } from './partner.view.ts';
import { showPartner } from './show.contract.ts';

export const handler = serve(showPartner, (env) => {
  const { table, guards } = platform(env, showPartner);
  const parts = manageParts(table);
  return {
    ...guards,
    handle: async ({ params: { code } }) => {
      const partner = await known(parts, code);
      const [balance, lots] = await Promise.all([balanceOf(parts, partner), parts.prepaid.lots(partner.account)]);
      return success({ partner: partnerView(partner, balance), packages: lots.map(lotView) });
    },
  };
});
