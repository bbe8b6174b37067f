import { endpoint } from '#shared/contract/endpoint.ts';

export const paymentNotify = endpoint({
  id: 'wechat/payment-notify',
  api: 'mini',
  method: 'POST',
  path: '/api/wechat/payment/notify',
  summary: "WeChat Pay's own signed notification, v2 (XML) or v3 (JSON); acknowledged once the points are durable",
  auth: 'none',
  rate: 'none',
  accepts: 'raw',
  /** 500 is how v3 is told to try again; v2 says it inside its XML. */
  responses: { 200: null, 500: null },
  faults: ['payment.unverified', 'payment.mismatch', 'order.not_found'],
  uses: ['ledger:write', 'orders:write', 'statistics:count', 'notifications:wechat'],
  example: {
    request: {
      headers: { 'content-type': 'text/xml' },
      raw: '<xml><return_code><![CDATA[SUCCESS]]></return_code><out_trade_no><![CDATA[order_1736250123_abcdefg]]></out_trade_no><total_fee>1000</total_fee><sign><![CDATA[0]]></sign></xml>',
    },
    response: '<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>',
  },
});
