import { expect, test } from 'vitest';
import { grantsAtWork } from '#infra/bundle/capabilities.ts';
import { type Capability, capabilities, type Grant, grantOf } from '#shared/contract/capabilities.ts';

/** Which variables and secrets a grant brings, as `shared/contract/environment.ts` asks. */
const asked = ({ table, dueIndex, bucket, send, live, secrets, env }: Grant) => ({
  ...{ table: Boolean(table || dueIndex), bucket: Boolean(bucket), live: Boolean(live), send },
  ...{ secrets: secrets ?? [], env: env ?? [] },
});

test('a bundled function is told of each capability what the whole table says of it', async () => {
  const source = encodeURIComponent(String(grantsAtWork.contents));
  const bundled = (await import(/* @vite-ignore */ `data:text/javascript,${source}`)) as { grantOf: typeof grantOf };
  for (const capability of Object.keys(capabilities) as Capability[])
    expect(asked(bundled.grantOf(capability)), capability).toEqual(asked(grantOf(capability)));
});
