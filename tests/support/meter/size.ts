import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type RawItem = Record<string, AttributeValue>;

const KB = 1024;

/** Bytes of an item: its names and values in UTF-8 (DynamoDB developer guide, "DynamoDB item sizes and formats"). */
export const itemBytes = (item: RawItem): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + utf8(name) + valueBytes(value), 0);

/** Write units of an item of this size: one for each KB begun, 1 for an item that isn't there. */
export const writeUnitsOf = (item: RawItem | undefined): number => Math.max(1, Math.ceil(itemBytes(item ?? {}) / KB));

/** Read units of an item of this size, read consistently: one for each 4 KB begun, 1 for an item that isn't there. */
export const readUnitsOf = (item: RawItem | undefined): number => Math.max(1, Math.ceil(itemBytes(item ?? {}) / (4 * KB)));

const utf8 = (text: string): number => Buffer.byteLength(text);

/** A map or list has 3 bytes of its own, and one more for each of its members. */
function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return utf8(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.M !== undefined) return 3 + itemBytes(value.M) + Object.keys(value.M).length;
  if (value.L !== undefined) return 3 + value.L.reduce((sum, member) => sum + 1 + valueBytes(member), 0);
  return 1;
}

/** A byte for each pair of digits, counted from the decimal point, without the zeros at both ends; one more, and one for a minus sign. */
function numberBytes(text: string): number {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const digits = padded(whole, 'padStart') + padded(fraction, 'padEnd');
  const pairs = digits.replace(/^(00)+|(00)+$/g, '').length / 2;
  return pairs + 1 + (text.startsWith('-') ? 1 : 0);
}

const padded = (digits: string, side: 'padStart' | 'padEnd'): string => digits[side](digits.length + (digits.length % 2), '0');
