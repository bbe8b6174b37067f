import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, expect, test } from 'vitest';
import { slim } from '#infra/bundle/slim.ts';
import type { alipayWebPay as WebPay } from '#shared/adapters/alipay/web-pay.ts';
import { orderRequest, refundOf, secret, sold, startAlipay, visited } from '../flow/alipay/support.ts';

/** Our client of Alipay as it is deployed: bundled, without what `infra/bundle/alipay.ts` leaves out. */
const folder = await mkdtemp(join(tmpdir(), 'darkroom-'));
afterAll(() => rm(folder, { recursive: true }));
const outfile = join(folder, 'web-pay.cjs');
await build({
  entryPoints: ['shared/adapters/alipay/web-pay.ts'],
  ...{ bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'], supported: { 'dynamic-import': false } },
  ...{ plugins: slim, outfile, logLevel: 'warning' },
});
const { alipayWebPay } = createRequire(import.meta.url)(outfile) as { alipayWebPay: typeof WebPay };

/** The bundle has a fault class of its own. */
const code = (promise: Promise<unknown>) => promise.then(String, (error: { code?: string }) => error.code);

async function startBundled() {
  const alipay = await startAlipay();
  return { ...alipay, web: alipayWebPay(alipay.env, secret, Date.now) };
}

test('a bundle sells, asks, closes and gives back', async () => {
  const alipay = await startBundled();
  const { order } = await sold(alipay, undefined, { description: '100% off 积分' });
  expect(await alipay.web.query(order.orderId)).toMatchObject({ state: 'paid', amount: 1000 });
  expect(await alipay.web.refund(refundOf(order))).toEqual({ state: 'refunded' });
  expect(await alipay.web.queryRefund(refundOf(order))).toEqual({ state: 'refunded' });
  const unpaid = await visited(alipay);
  await alipay.web.close(unpaid.order.orderId);
  expect(await alipay.web.query(unpaid.order.orderId)).toMatchObject({ state: 'closed' });
  expect(await alipay.web.refund(refundOf(orderRequest()))).toEqual({ state: 'refused', reason: '交易不存在' });
});

test.each(['429', '500', 'badsign', 'hang'] as const)('a bundle that meets the fault %s believes nothing', async (mode) => {
  const alipay = await startBundled();
  const { order } = await sold(alipay);
  alipay.fault(mode);
  expect(await code(alipay.web.query(order.orderId))).toBe('payment.unavailable');
  expect(await alipay.web.query(order.orderId)).toMatchObject({ state: 'paid' });
});

test('a bundle asks once more when the line is cut', async () => {
  const alipay = await startBundled();
  const { order } = await sold(alipay);
  await alipay.web.query(order.orderId);
  alipay.outside.faults.add({ service: 'alipay', mode: 'hang', times: 1, delayMs: 10 });
  expect(await alipay.web.query(order.orderId)).toMatchObject({ state: 'paid' });
});
