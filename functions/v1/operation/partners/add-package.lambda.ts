import { addPackage, known } from '#shared/domain/partners/manage.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../../auth.wiring.ts';
import { addPartnerPackage } from './add-package.contract.ts';
import { balanceOf, manageParts } from './manage.wiring.ts';
import { lotView } from './partner.view.ts';

export const handler = serve(addPartnerPackage, (env) => {
  const { table, guards } = platform(env, addPartnerPackage);
  const parts = manageParts(table);
  return {
    ...guards,
    handle: async ({ params: { code }, body }) => {
      const lot = await addPackage(parts, code, body.package, body.reference);
      const { available } = await balanceOf(parts, await known(parts, code));
      return success({ package: lotView(lot), nums: available }, '充值成功');
    },
  };
});
