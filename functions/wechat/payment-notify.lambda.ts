import { answerNotification } from '#functions/notifications.wiring.ts';
import { creditParts } from '#functions/payments.wiring.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { acknowledge } from '#shared/adapters/wechat/acknowledge.ts';
import { verifyNotification } from '#shared/adapters/wechat/notification.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { serve } from '#shared/http/serve.ts';
import { paymentNotify } from './payment-notify.contract.ts';

export const handler = serve(paymentNotify, (env) => {
  const verify = verifyNotification(env, ssmSecrets(env, secretsOf(paymentNotify.uses)), 'mini');
  const parts = { ...creditParts(env), verify, provider: 'wechat' as const, acknowledge };
  return { handle: ({ headers, rawBody: body }) => answerNotification(parts, { headers, body }) };
});
