import { answerNotification } from '#functions/notifications.wiring.ts';
import { creditParts } from '#functions/payments.wiring.ts';
import { acknowledge as acknowledgeAlipay } from '#shared/adapters/alipay/acknowledge.ts';
import { verifyNotification as verifyAlipay } from '#shared/adapters/alipay/notification.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { acknowledge as acknowledgeWechat } from '#shared/adapters/wechat/acknowledge.ts';
import { verifyNotification as verifyWechat } from '#shared/adapters/wechat/notification.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { serve } from '#shared/http/serve.ts';
import { paymentNotify } from './payment-notify.contract.ts';

export const handler = serve(paymentNotify, (env) => {
  const secret = ssmSecrets(env, secretsOf(paymentNotify.uses));
  const parts = creditParts(env);
  const providers = {
    alipay: { verify: verifyAlipay(env, secret), acknowledge: (_: unknown, ok: boolean) => acknowledgeAlipay(ok) },
    wechat: { verify: verifyWechat(env, secret, 'web'), acknowledge: acknowledgeWechat },
  };
  return {
    handle: ({ params: { provider }, headers, rawBody: body }) => {
      const { verify, acknowledge } = providers[provider];
      return answerNotification({ ...parts, verify, provider, acknowledge }, { headers, body });
    },
  };
});
