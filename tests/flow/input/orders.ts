import { expect } from 'vitest';
import type { Stack } from '#local/stack.ts';
import { login } from '#tests/support/client.ts';

const descriptions = [
  '购买100积分',
  ']]></body><total_fee>1</total_fee><![CDATA[<body>',
  '<a>&amp;&#0;</a>',
  "'; DROP TABLE orders; --",
  '100% off & more = less',
  'emoji 🏖️👨‍👩‍👧',
  'NUL \u0000 and bell \u0007',
  'lines\nand\ttabs',
  ' spaces ',
  '\u202Eright to left',
  'a'.repeat(128),
  '海'.repeat(128),
  '🏖'.repeat(128),
];

/** Whatever a description says, the order is taken at its own amount, and shows the description as it was given. */
export async function expectAnyDescription(stack: Stack): Promise<void> {
  const ada = await login(stack, 'ada');
  const order = async (description: string) => {
    const made = await ada.post('/api/wechat/payment/create', { json: { amount: 12.34, description } });
    expect([description, made.status, made.text]).toEqual([description, 200, made.text]);
    return (await ada.get(`/api/wechat/payment/orders/${made.body.orderId}`)).body.data;
  };
  for (const description of descriptions)
    expect(await order(description)).toMatchObject({ status: 'pending', amount: 12.34, points: 123, description });
  for (const blank of ['', '  ', '\u0000', '\n\u2003']) expect(await order(blank)).toMatchObject({ description: '购买积分' });
}
