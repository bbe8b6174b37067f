import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameFor, widthByHeight } from '#shared/domain/repair/frame.ts';
import { enlargedSize, longSide, modelSizeFor } from '#shared/domain/repair/size.ts';

const sides = fc.record({ width: fc.integer({ min: 1, max: 9000 }), height: fc.integer({ min: 1, max: 9000 }) });

test.each([
  [
    { width: 220, height: 220 },
    { width: 880, height: 880 },
  ],
  [
    { width: 1500, height: 1000 },
    { width: 6000, height: 4000 },
  ],
  [
    { width: 2725, height: 2225 },
    { width: 6000, height: 4899 },
  ],
  [
    { width: 6000, height: 8000 },
    { width: 6000, height: 8000 },
  ],
])('%j is enlarged to %j', (input, output) => {
  expect(enlargedSize(input)).toEqual(output);
});

test('no enlargement is smaller than its input, longer than 6000 pixels on its account, or of another form', () => {
  fc.assert(
    fc.property(sides, (input) => {
      const { width, height } = enlargedSize(input);
      expect(width).toBeGreaterThanOrEqual(input.width);
      expect(height).toBeGreaterThanOrEqual(input.height);
      expect(longSide({ width, height })).toBeLessThanOrEqual(Math.max(6000, longSide(input)));
      expect(Math.abs(width * input.height - height * input.width)).toBeLessThanOrEqual(Math.max(input.width, input.height));
    }),
  );
});

test('a frame fits tightly around every picture', () => {
  fc.assert(
    fc.property(sides, (size) => {
      const { ratio, share } = frameFor(size);
      expect(Math.max(share.width, share.height)).toBeCloseTo(1, 9);
      expect(size.width / share.width / (size.height / share.height)).toBeCloseTo(widthByHeight(ratio), 6);
    }),
  );
});

test('no usual photo gets a margin of more than a tenth', () => {
  for (const [width, height] of [
    [3, 2],
    [4, 3],
    [16, 9],
    [1, 1],
    [5, 7],
    [295, 413],
    [9, 19.5],
    [2725, 2225],
  ] as const) {
    const { share } = frameFor({ width, height });
    expect(share.width * share.height, `${width}:${height}`).toBeGreaterThan(width / height < 0.5 ? 0.8 : 0.9);
  }
});

test('the model is asked for no larger a picture than the result needs', () => {
  expect([880, 1500, 2049, 8000].map((width) => modelSizeFor({ width, height: 10 }))).toEqual(['1K', '2K', '4K', '4K']);
});
