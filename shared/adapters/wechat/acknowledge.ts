import type { Acknowledgement, Notification } from '../../domain/payments/ports.ts';

/** v2 sends XML, v3 JSON. */
export const isV2 = ({ body }: Pick<Notification, 'body'>): boolean => body.trimStart().startsWith('<');

/**
 * The answer to a notification, in its own format. Anything but success makes WeChat send it again: 15 times in some 24 hours.
 * `message` says why, to whoever reads WeChat's log.
 */
export function acknowledge(notification: Pick<Notification, 'body'>, ok: boolean, message = ok ? 'OK' : '失败'): Acknowledgement {
  if (isV2(notification)) return { status: 200, contentType: 'text/xml; charset=utf-8', body: xml(ok ? 'SUCCESS' : 'FAIL', message) };
  const body = ok ? '' : JSON.stringify({ code: 'FAIL', message });
  return { status: ok ? 200 : 500, contentType: 'application/json; charset=utf-8', body };
}

const xml = (code: string, message: string): string =>
  `<xml><return_code><![CDATA[${code}]]></return_code><return_msg><![CDATA[${message.replaceAll(']]>', ']] >')}]]></return_msg></xml>`;
