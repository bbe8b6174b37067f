import { expect } from 'vitest';
import type { ApiAnswer, Client } from '#tests/support/client.ts';

export interface Refusal {
  status: number;
  code: string;
  /** The field that the answer names; none where no field is to blame. */
  field?: string;
}

/** The answer is the documented error shape and nothing else, and it names the field. */
export function expectRefusal({ status, headers, body }: ApiAnswer, { status: expected, code, field }: Refusal): void {
  expect({ status, code: body.code, field: body.field, message: body.message }).toMatchObject({ status: expected, code, field });
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(headers.get('x-request-id')).toBeTruthy();
  const { success, error, message, code: _code, field: _field, requestId: _requestId, ...rest } = body;
  expect([success, rest]).toEqual([false, {}]);
  for (const text of [error, message]) expect(text).toMatch(/./);
  if (field && field !== 'body') expect(message).toContain(field);
}

/** It is refused so, and neither points nor history have moved. */
export async function expectNoTrace(client: Client, ask: () => Promise<ApiAnswer>, refusal: Refusal): Promise<void> {
  const before = await client.standing();
  expectRefusal(await ask(), refusal);
  expect(await client.standing()).toEqual(before);
}
