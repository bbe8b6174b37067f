import { expect, test } from 'vitest';
import { dynamoDue } from '#shared/adapters/dynamo/due.ts';
import { ORDER_LIFETIME_MS } from '#shared/domain/payments/place-order.ts';
import { login } from '#tests/support/client.ts';
import { useStack } from '#tests/support/stack.ts';
import { acknowledged, notification, notify, recharge, tableOf, watchAlarms } from './support.ts';

const stack = useStack({ settings: { WECHAT_PAY_MCH_ID: '' } });

test('without a merchant, an order is refused in the documented words, and leaves nothing to be done', async () => {
  watchAlarms();
  const client = await login(stack(), 'ada');
  const { status, body } = await recharge(client, 10);
  expect(status).toBe(503);
  expect(body).toEqual({ success: false, error: '创建订单失败', message: 'WeChat payment not configured', code: 'CREATE_ORDER_ERROR' });
  expect(stack().outside.calls.list('wechatpay')).toEqual([]);
  expect(await dynamoDue(tableOf(stack()))(Date.now() + ORDER_LIFETIME_MS + 1, 10)).toEqual([]);
});

test('without a merchant no notification is believed', async () => {
  watchAlarms();
  const answer = await notify(stack(), notification('v2', stack().wechat, 'order_1736250123_nobody').message);
  expect(acknowledged('v2', answer)).toBe(false);
});
