import * as z from 'zod/mini';
import { endpoint } from '#shared/contract/endpoint.ts';

export const paymentNotify = endpoint({
  id: 'v1/credit/payment-notify',
  api: 'platform',
  method: 'POST',
  path: '/api/v1/credit/payment/notify/{provider}',
  summary: "Alipay's and WeChat Pay's own signed notifications; acknowledged once what was bought is durable",
  auth: 'none',
  rate: 'none',
  accepts: 'raw',
  params: z.strictObject({ provider: z.enum(['alipay', 'wechat'], 'provider 必须是 alipay 或 wechat') }),
  /** 500 is how WeChat's v3 is told to try again; the others say it in their own words. */
  responses: { 200: null, 500: null },
  faults: ['payment.unverified', 'payment.mismatch', 'order.not_found'],
  uses: ['ledger:write', 'orders:write', 'activities:read', 'statistics:count', 'notifications:alipay', 'notifications:wechat'],
  example: {
    request: {
      params: { provider: 'alipay' },
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      raw: 'out_trade_no=R202601221000001&trade_no=2026012212345678&trade_status=TRADE_SUCCESS&total_amount=10.00&sign_type=RSA2&sign=AA%3D%3D',
    },
    response: 'success',
  },
});
