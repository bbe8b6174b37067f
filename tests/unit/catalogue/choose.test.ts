import { expect, test } from 'vitest';
import { inOrder } from '#shared/domain/catalogue/choose.ts';
import type { OfferedModel } from '#shared/domain/catalogue/types.ts';

const model = (id: number, creditsCost: number, change: Partial<OfferedModel> = {}): OfferedModel => ({
  ...{ id, name: `${id}`, provider: 'qwen', modelName: 'm', kind: 'writing', config: {}, creditsCost, isActive: true, priority: id },
  ...change,
});
const [first, dear, twin, picture] = [model(1, 10), model(2, 50), model(3, 10), model(4, 10, { kind: 'image' })];
const all = [first!, dear!, twin!, picture!];
const order = (models: readonly OfferedModel[], chosen?: number, price?: number) =>
  inOrder(models, { kind: 'writing', chosen, price }, [], 0).map(({ id }) => id);

test('nobody chose: all active models of the kind, by priority', () => {
  expect(order(all)).toEqual([1, 2, 3]);
  expect(order([model(1, 10, { isActive: false }), dear!, twin!])).toEqual([2, 3]);
});

test('a chosen model comes first, and only models of its price stand in', () => {
  expect(order(all, 3, 10)).toEqual([3, 1]);
  expect(order(all, 2, 50)).toEqual([2]);
});

test('a chosen model that was switched off or removed since: only models of the price that was agreed', () => {
  expect(order([first!, dear!, model(3, 10, { isActive: false })], 3, 10)).toEqual([1]);
  expect(order([first!, dear!], 3, 10)).toEqual([1]);
  expect(order([first!, dear!], 3, 20)).toEqual([]);
});

test('a chosen model that costs something else since is asked all the same; what stands in is of the agreed price', () => {
  expect(order([first!, dear!, model(3, 50)], 3, 10)).toEqual([3, 1]);
});

test('one that rests is asked last, and never left out', () => {
  const resting = [{ model: 3, failures: 3, at: 0 }];
  expect(inOrder(all, { kind: 'writing', chosen: 3, price: 10 }, resting, 1000).map(({ id }) => id)).toEqual([1, 3]);
});
