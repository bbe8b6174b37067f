import { ssmVault } from '#functions/vault.wiring.ts';
import { rotateSecret, rotateWebhookSecret } from '#shared/domain/partners/manage.ts';
import { success } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { platform } from '../../auth.wiring.ts';
import { manageParts } from './manage.wiring.ts';
import { rotatePartner } from './rotate.contract.ts';

const rotations = { secret_key: rotateSecret, webhook_secret: rotateWebhookSecret };

export const handler = serve(rotatePartner, (env) => {
  const { table, guards } = platform(env, rotatePartner);
  const parts = { ...manageParts(table), vault: ssmVault(env) };
  return {
    ...guards,
    handle: async ({ params: { code }, body: { secret, grace } }) => {
      const fresh = await rotations[secret](parts, code, grace);
      return success({ code, [secret]: fresh }, '密钥已更换,仅显示一次', { 'cache-control': 'no-store' });
    },
  };
});
