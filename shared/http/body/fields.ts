import { fail } from '../../kernel/fault.ts';

/** A form can't leave a field out as easily as empty: both mean "not given". */
export function presentFields(fields: Iterable<[string, string]>): Record<string, string> {
  const present: Record<string, string> = Object.create(null);
  for (const [name, value] of fields) {
    if (name in present) fail('request.invalid', { field: name, message: `${name} 重复` });
    if (value !== '') present[name] = value;
  }
  return { ...present };
}
