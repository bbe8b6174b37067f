import { creditParts } from '#functions/payments.wiring.ts';
import { ssmSecrets } from '#shared/adapters/ssm/secrets.ts';
import { acknowledge } from '#shared/adapters/wechat/acknowledge.ts';
import { verifyNotification } from '#shared/adapters/wechat/notification.ts';
import { secretsOf } from '#shared/contract/environment.ts';
import { takeNotification } from '#shared/domain/payments/credit.ts';
import type { Acknowledgement } from '#shared/domain/payments/ports.ts';
import { reply } from '#shared/http/reply.ts';
import { serve } from '#shared/http/serve.ts';
import { Fault } from '#shared/kernel/fault.ts';
import { errorFacts, log } from '#shared/kernel/log.ts';
import { paymentNotify } from './payment-notify.contract.ts';

export const handler = serve(paymentNotify, (env) => {
  const verify = verifyNotification(env, ssmSecrets(env, secretsOf(paymentNotify.uses)), 'mini');
  const parts = { ...creditParts(env), verify, provider: 'wechat' as const };
  return {
    handle: async ({ headers, rawBody: body }) => {
      const notification = { headers, body };
      try {
        await takeNotification(parts, notification);
        return notifyReply(acknowledge(notification, true));
      } catch (error) {
        // WeChat understands only its own forms: the reason is for the log, the refusal for its next try.
        log('error', 'payment.notify_failed', { ...(error instanceof Fault && { fault: error.code }), ...errorFacts(error) });
        return notifyReply(acknowledge(notification, false, error instanceof Fault ? error.message : '处理失败'));
      }
    },
  };
});

const notifyReply = ({ status, contentType, body }: Acknowledgement) => reply(status, body, { 'content-type': contentType });
