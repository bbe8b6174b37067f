import { expect, test } from 'vitest';
import { login } from '#tests/support/client.ts';
import { useStack } from '#tests/support/stack.ts';

const stack = useStack({ settings: { WECHAT_PAY_MCH_ID: '' }, secrets: { WECHAT_PAY_KEY: '', WECHAT_PAY_V3_KEY: '' } });

test('without WeChat Pay an order is 503 in exactly the documented words, and all else works', async () => {
  const ada = await login(stack(), 'ada');
  const { status, body } = await ada.post('/api/wechat/payment/create', { json: { amount: 10.0, description: '购买100积分' } });
  expect([status, body]).toEqual([
    503,
    { success: false, error: '创建订单失败', message: 'WeChat payment not configured', code: 'CREATE_ORDER_ERROR' },
  ]);
  expect(await ada.standing()).toEqual({ points: 100, transactions: 1, jobs: 0 });
});
