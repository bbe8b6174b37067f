import type { Payment } from '../../domain/payments/ports.ts';
import { fail } from '../../kernel/fault.ts';
import { loadHash } from './library.ts';
import { paymentOf, tradeOfV2 } from './trade.ts';

/**
 * Checks a v2 notification (https://pay.weixin.qq.com/doc/v2/merchant/4011985913): the signature by the merchant's key, then app and merchant.
 * Ends in `payment.unverified` otherwise. A notified failure (`result_code` FAIL) leaves the order pending.
 */
export async function verifyV2(body: string, key: string, ours: { appId: string; mchId: string }): Promise<Payment> {
  // Most of the functions that could check a notification never do: its parser is loaded when one comes.
  const { parseFlatXml } = await import('./flat-xml.ts');
  const fields = parseFlatXml(body);
  if (fields === undefined) return fail('payment.unverified', { operator: 'not the XML of a notification' });
  const hash = await loadHash();
  const isHmac = fields.sign_type === 'HMAC-SHA256' || fields.sign?.length === 64;
  if (!hash.equals(hash.sign(isHmac ? 'HMAC-SHA256' : 'MD5', fields, key), fields.sign)) {
    return fail('payment.unverified', { operator: 'the sign does not match' });
  }
  const payment = fields.return_code === 'SUCCESS' ? paymentOf(tradeOfV2(fields, fields.result_code), ours) : undefined;
  return payment ?? fail('payment.unverified', { operator: "another app's or merchant's notification, or one without a payment in it" });
}
