import type { Endpoint, ExampleRequest } from '#shared/contract/endpoint.ts';
import type { UnitCase } from '#tests/support/meter/cases/index.ts';
import { unitCases } from '#tests/support/meter/cases/index.ts';
import type { Call, World } from '#tests/support/meter/world.ts';

/** A function's usual case is its first; docs/units.md has the others. */
export function usualCase({ id }: { id: string }): UnitCase {
  const found = unitCases.find((one) => one.id === id);
  if (!found) throw new Error(`${id} has no case in tests/support/meter/cases`);
  return found;
}

/** The contract's own example as a call, with `picture` for each of its files. */
export function exampleCall({ example: { request } }: Endpoint, picture: Buffer): Omit<Call, 'token'> {
  const { headers, json, form, files } = request;
  return {
    ...(headers && { headers }),
    ...(json !== undefined && { json }),
    ...(form && { form }),
    ...(files && { files: filesOf(files, picture) }),
  };
}

const filesOf = (files: NonNullable<ExampleRequest['files']>, picture: Buffer): Record<string, Buffer> =>
  Object.fromEntries(Object.keys(files).map((field) => [field, picture]));

/** Lets the handlers, which keep what they find at their first call, ask the table itself. */
export function withoutMeter({ stack }: World): void {
  process.env.AWS_ENDPOINT_URL_DYNAMODB = stack.env.AWS_ENDPOINT_URL_DYNAMODB;
}
