import { ssmVault } from '#functions/vault.wiring.ts';
import { createPartner as create } from '#shared/domain/partners/manage.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../../auth.wiring.ts';
import { createPartner } from './create.contract.ts';
import { manageParts } from './manage.wiring.ts';
import { partnerView } from './partner.view.ts';

export const handler = serve(createPartner, (env) => {
  const { table, guards } = platform(env, createPartner);
  const parts = { ...manageParts(table), vault: ssmVault(env) };
  return {
    ...guards,
    handle: async ({ body: { secret_key, ...asked } }) => {
      const { partner, secret, webhookSecret } = await create(parts, { ...asked, ...(secret_key && { secret: secret_key }) });
      const data = { partner: partnerView(partner, { available: 0, held: 0 }), secret_key: secret, webhook_secret: webhookSecret };
      return success(data, '合作方创建成功,密钥仅显示一次', { 'cache-control': 'no-store' });
    },
  };
});
