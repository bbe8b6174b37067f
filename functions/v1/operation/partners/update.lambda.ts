import { updatePartner as update } from '#shared/domain/partners/manage.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../../auth.wiring.ts';
import { balanceOf, manageParts } from './manage.wiring.ts';
import { partnerView } from './partner.view.ts';
import { updatePartner } from './update.contract.ts';

export const handler = serve(updatePartner, (env) => {
  const { table, guards } = platform(env, updatePartner);
  const parts = manageParts(table);
  return {
    ...guards,
    handle: async ({ params: { code }, body }) => {
      const partner = await update(parts, code, body);
      return success(partnerView(partner, await balanceOf(parts, partner)), '合作方已更新');
    },
  };
});
