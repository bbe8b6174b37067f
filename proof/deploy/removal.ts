import assert from 'node:assert/strict';
import { added, counted, takeInventory } from './inventory.ts';
import { emptyBucket } from './records.ts';
import type { Run } from './run.ts';
import { stacksOfStage } from './stacks.ts';

/** `empty`: what there was before the stage. */
export async function removeStage({ checks, cdk, emulator: { url } }: Run, assembly: string, empty: readonly string[]): Promise<void> {
  const full = added(empty, await takeInventory(url));
  await checks.run('cdk destroy of a dev stage leaves nothing', async () => {
    const objects = await emptyBucket();
    await cdk.destroy(assembly);
    assert.deepEqual(await stacksOfStage(), []);
    assert.deepEqual(added(empty, await takeInventory(url)), []);
    const kinds = Object.entries(counted(full)).map(([kind, count]) => `${count} ${kind}`);
    return `gone: ${[...kinds, `${objects} objects`].join(', ')}`;
  });
}
