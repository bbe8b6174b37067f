import { type CreditParts, takeNotification } from '#shared/domain/payments/credit.ts';
import type { Acknowledgement, Notification, PayGateway } from '#shared/domain/payments/ports.ts';
import type { Provider } from '#shared/domain/payments/types.ts';
import { reply } from '#shared/http/reply.ts';
import { Fault } from '#shared/kernel/fault.ts';
import { errorFacts, log } from '#shared/kernel/log.ts';

type Parts = CreditParts &
  Pick<PayGateway, 'verify'> & {
    provider: Provider;
    acknowledge: (notification: Notification, ok: boolean, message?: string) => Acknowledgement;
  };

/** Takes a provider's notification and answers in its own form: a success only once what was bought is durable. */
export async function answerNotification({ acknowledge, ...parts }: Parts, notification: Notification) {
  try {
    await takeNotification(parts, notification);
    return answer(acknowledge(notification, true));
  } catch (error) {
    // A provider understands only its own forms: the reason is for the log, the refusal for its next try.
    log('error', 'payment.notify_failed', { ...(error instanceof Fault && { fault: error.code }), ...errorFacts(error) });
    return answer(acknowledge(notification, false, error instanceof Fault ? error.message : '处理失败'));
  }
}

const answer = ({ status, contentType, body }: Acknowledgement) => reply(status, body, { 'content-type': contentType });
