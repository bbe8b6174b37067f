import fc from 'fast-check';
import type { Schema } from '../document.ts';

/** Longer texts are the business of hostile requests. */
const LONGEST = 200;

/** Values that the schema allows. What it says only in words (a key that exists) is not known here. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map(valuesOf));
  if (schema.type === 'string') return textOf(schema);
  if (schema.type === 'integer') return fc.integer(bounds(schema));
  if (schema.type === 'number') return fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double({ ...bounds(schema), noNaN: true }));
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'null') return fc.constant(null);
  if (schema.type === 'array') return fc.array(valuesOf(schema.items ?? {}), { maxLength: 4 });
  if (schema.type === 'object') return objectOf(schema);
  return fc.jsonValue();
}

/** int32, which every implementation of integers has, unless the schema is narrower. */
const bounds = ({ minimum = -(2 ** 31), maximum = 2 ** 31 - 1 }: Schema) => ({
  min: Math.max(minimum, -(2 ** 31)),
  max: Math.min(maximum, 2 ** 31 - 1),
});

function textOf({ pattern, minLength = 0, maxLength = LONGEST }: Schema): fc.Arbitrary<string> {
  const fits = (text: string) => [...text].length >= minLength && [...text].length <= maxLength;
  if (pattern) return fc.stringMatching(new RegExp(pattern, 'u')).filter(fits);
  const length = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, LONGEST)) };
  return fc.oneof(fc.string(length), fc.string({ ...length, unit: 'grapheme' })).filter((text) => text.length <= maxLength);
}

function objectOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<Record<string, unknown>> {
  const texts = Object.entries(properties).filter(([, schema]) => schema.format !== 'binary');
  const values = Object.fromEntries(texts.map(([name, schema]) => [name, valuesOf(schema)]));
  return fc.record(values, { requiredKeys: texts.map(([name]) => name).filter((name) => required.includes(name)), noNullPrototype: true });
}
