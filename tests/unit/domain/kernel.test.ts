import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOrder } from '#shared/domain/payments/create-order.ts';
import type { Order } from '#shared/domain/payments/types.ts';
import { derivedName, newOperation, randomText, sortableId, sortableTime, stampedId } from '#shared/kernel/ids.ts';
import { fenFromYuan, pointsForFen, yuanFromFen } from '#shared/kernel/money.ts';

test('every amount of whole fen up to 50,000 yuan survives the way to yuan and back', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 5_000_000 }), (fen) => fenFromYuan(yuanFromFen(fen)) === fen));
});

test('an amount with a third decimal is no amount', () => {
  const thirdDecimal = fc.tuple(fc.integer({ min: 0, max: 4_999_999 }), fc.integer({ min: 1, max: 9 }));
  fc.assert(fc.property(thirdDecimal, ([fen, milli]) => fenFromYuan(Number(`${fen / 100}`) + milli / 1000) === undefined));
});

test('1 yuan is 10 points, and a part of a point is not sold', () => {
  expect([100, 1000, 10, 19, 9].map(pointsForFen)).toEqual([10, 100, 1, 1, 0]);
});

test.each([
  [0, '大于 0'],
  [-1, '大于 0'],
  [1e-9, '两位小数'],
  [Number.MIN_VALUE, '两位小数'],
  [10.000000001, '两位小数'],
  [50_000.01, '50000'],
  [1e9, '50000'],
  [0.001, '两位小数'],
  [10.999, '两位小数'],
  [Number.NaN, 'amount'],
  [Number.POSITIVE_INFINITY, 'amount'],
])('an order of %s yuan is refused and names amount', async (amount, message) => {
  const account = { id: 'user_1', openid: 'o1', nickname: '', avatar: '', points: 0, createdAt: 0 };
  const unreachable = () => Promise.reject(new Error('nothing is to be written'));
  const parts = { orders: { create: unreachable, move: unreachable }, gateway: { create: unreachable } };
  await expect(createOrder(parts, { account, operation: newOperation(0), amount, address: '1.2.3.4' })).rejects.toMatchObject({
    code: 'order.invalid',
    message: expect.stringContaining(message),
    details: { field: 'amount' },
  });
});

test('an order is written before WeChat hears of it, and closes after 30 minutes', async () => {
  const account = { id: 'user_1', openid: 'o1', nickname: '', avatar: '', points: 0, createdAt: 0 };
  const written: Order[] = [];
  const create = async (order: Order) => {
    written.push(order);
    return order;
  };
  const gateway = { create: () => Promise.reject(new Error('WeChat is away')) };
  const order = { account, operation: newOperation(5000), amount: 0.1, address: '1.2.3.4' };
  const move = () => Promise.reject(new Error('it may be at WeChat: it stays open'));
  await expect(createOrder({ orders: { create, move }, gateway }, order)).rejects.toThrow('WeChat is away');
  expect(written).toMatchObject([{ amount: 10, points: 1, description: '购买积分', state: 'pending', closesAt: 5000 + 1_800_000 }]);
});

test('ids sort by the time they were made', () => {
  const time = fc.integer({ min: 0, max: 32 ** 9 - 1 });
  fc.assert(fc.property(time, time, (a, b) => Math.sign(a - b) === compare(sortableTime(a), sortableTime(b))));
  expect(sortableId('req', newOperation(1))).toMatch(/^req_[0-9a-z]{25}$/);
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

test('a stamped id has the documented form, and WeChat Pay takes it as an order number', () => {
  expect(stampedId('order', newOperation(1_736_250_123_456))).toMatch(/^order_1736250123_[0-9a-z]{14}$/);
  expect(stampedId('order', newOperation(Date.now())).length).toBeLessThanOrEqual(32);
});

test('names of one operation are the same at every try, and tell nothing of each other', () => {
  const operation = newOperation(1);
  expect(derivedName(operation, 'output')).toBe(derivedName(operation, 'output'));
  expect(derivedName(operation, 'output')).not.toBe(derivedName(operation, 'original'));
  expect(derivedName(newOperation(1), 'output')).not.toBe(derivedName(operation, 'output'));
  expect(derivedName(operation, 'output')).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
});

test('random texts don’t repeat and use all 32 characters', () => {
  const texts = Array.from({ length: 500 }, () => randomText(26));
  expect(new Set(texts).size).toBe(500);
  expect(new Set(texts.join('')).size).toBe(32);
});
