/** A value inside JSON that a model wrote, and where it stands: `sections[2].slides`. */
export interface Found {
  value: unknown;
  at: string;
}

/** Thrown by the readers below; `message` is said to the model so that it can mend its answer. */
export class Unreadable extends Error {}

/** The JSON object in a model's answer, which may stand in a code fence or between polite words. */
export function jsonIn(text: string): Found {
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')];
  try {
    return { value: JSON.parse(text.slice(start, end + 1)), at: '' };
  } catch {
    throw new Unreadable('回答不是一个完整的 JSON 对象');
  }
}

export function field({ value, at }: Found, name: string): Found {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Unreadable(`${at || '回答'} 应当是对象`);
  return { value: (value as Record<string, unknown>)[name], at: at ? `${at}.${name}` : name };
}

/** Characters that XML and screens have no form for: control characters but tabs and line ends, "not a character". */
const UNPRINTABLE = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu;

/** A text of at most `longest` characters, without blanks around it; an empty one is no answer unless `optional`. */
export function text({ value, at }: Found, longest: number, { optional = false } = {}): string {
  if (optional && (value === undefined || value === null)) return '';
  if (typeof value !== 'string') throw new Unreadable(`${at} 应当是文字`);
  const clean = value.toWellFormed().replace(UNPRINTABLE, '').trim();
  if (clean === '' && !optional) throw new Unreadable(`${at} 不能是空的`);
  if ([...clean].length > longest) throw new Unreadable(`${at} 有 ${[...clean].length} 个字符,最多 ${longest} 个`);
  return clean;
}

/** A list of `least` to `most` things. */
export function list<T>({ value, at }: Found, least: number, most: number, read: (found: Found) => T): T[] {
  if (!Array.isArray(value)) throw new Unreadable(`${at} 应当是数组`);
  if (value.length < least || value.length > most) throw new Unreadable(`${at} 有 ${value.length} 项,应当是 ${least} 至 ${most} 项`);
  return value.map((item, index) => read({ value: item, at: `${at}[${index}]` }));
}

export function finite({ value, at }: Found): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Unreadable(`${at} 应当是数字`);
  return value;
}

export function oneOf<const T extends string>({ value, at }: Found, values: readonly T[]): T {
  const found = values.find((one) => one === value);
  if (found === undefined) throw new Unreadable(`${at} 只能是 ${values.join('、')}`);
  return found;
}
