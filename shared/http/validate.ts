import type * as z from 'zod/mini';
import { fail } from '../kernel/fault.ts';
import type { FaultCode } from '../kernel/faults.ts';

/** Checks `input` and answers what the schema makes of it; the first thing that is wrong ends in `code`, with its field named. */
export function validate<T>(schema: z.ZodMiniType<T> | undefined, input: unknown, code: FaultCode): T {
  if (!schema) return undefined as T;
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const { field, message } = describe(result.error.issues[0]!, input);
  return fail(code, { field, message });
}

function describe(issue: z.core.$ZodIssue, input: unknown): { field: string; message: string } {
  if (issue.code === 'unrecognized_keys') return { field: issue.keys[0]!, message: `未知参数 ${issue.keys.join(', ')}` };
  const field = issue.path.join('.') || 'body';
  if (issue.code === 'invalid_type' && at(input, issue.path) === undefined) return { field, message: `缺少参数 ${field}` };
  return { field, message: issue.message.includes(field) ? issue.message : `${field}: ${issue.message}` };
}

const at = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], input);
