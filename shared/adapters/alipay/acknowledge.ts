import type { Acknowledgement } from '../../domain/payments/ports.ts';

/** The answer to a notification. Anything but `success` makes Alipay send it again: 7 times in some 25 hours. */
export const acknowledge = (ok: boolean): Acknowledgement => ({
  status: 200,
  contentType: 'text/plain; charset=utf-8',
  body: ok ? 'success' : 'fail',
});
