import { fail } from '../../kernel/fault.ts';

/** An empty body is an empty object: a missing field is then named by the schema. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    return fail('request.invalid', { field: 'body', message: '请求体不是有效的 JSON' }, { cause });
  }
}
