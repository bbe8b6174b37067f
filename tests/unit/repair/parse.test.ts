import { expect, test } from 'vitest';
import { parseRepair } from '#shared/domain/repair/parse.ts';
import { repairKey } from '#shared/domain/repair/types.ts';

test.each([
  ['sr', 'sr'],
  [' sr ', 'sr'],
  ['sr,repair', 'sr,repair'],
  ['repair , sr', 'sr,repair'],
  ['sr;repair', 'sr,repair'],
  ['sr,repair,colour', 'sr,repair,colour'],
  ['colour, sr ,repair', 'sr,repair,colour'],
])('%j is understood as %s', (sent, type) => {
  expect(parseRepair(sent)).toEqual({ type });
});

test('bg takes its colour, with spaces or without', () => {
  expect(parseRepair('bg', '67,142,219')).toEqual({ type: 'bg', rgb: { r: 67, g: 142, b: 219 } });
  expect(parseRepair(' bg', ' 0, 0 ,255 ')).toEqual({ type: 'bg', rgb: { r: 0, g: 0, b: 255 } });
});

test.each(['', 'SR', 'repair', 'colour', 'sr,colour', 'sr,bg', 'bg,bg', 'sr,sr', 'sr,', 'sr repair', 'sr,repair,color'])(
  '%j is no repair, and the field is named',
  (sent) => {
    expect(() => parseRepair(sent, '1,2,3')).toThrow(expect.objectContaining({ code: 'request.invalid', details: fieldOf('repair_type') }));
  },
);

test.each([
  undefined,
  '',
  ' ',
  '255,255',
  '255,255,255,255',
  '256,0,0',
  '-1,0,0',
  '1.5,0,0',
  '0x1,0,0',
  'a,b,c',
  '1,,3',
  '#ffffff',
  '1e2,0,0',
])('bg with the colour %j is refused, and the field is named', (rgb) => {
  expect(() => parseRepair('bg', rgb)).toThrow(expect.objectContaining({ code: 'request.invalid', details: fieldOf('rgb') }));
});

test('a colour that nothing asks for is not looked at', () => {
  expect(parseRepair('sr', 'rubbish')).toEqual({ type: 'sr' });
});

test('however it was written, the same repair has the same key, and another colour another', () => {
  expect(repairKey(parseRepair('repair, sr'))).toBe(repairKey(parseRepair('sr,repair')));
  expect(repairKey(parseRepair('bg', '1,2,3'))).toBe(repairKey(parseRepair('bg', '1, 2,3')));
  expect(repairKey(parseRepair('bg', '1,2,3'))).not.toBe(repairKey(parseRepair('bg', '1,2,4')));
});

const fieldOf = (field: string) => expect.objectContaining({ field, message: expect.stringContaining(field) });
