import assert from 'node:assert/strict';
import { added, counted, takeInventory } from './inventory.ts';
import { emptyBucket } from './records.ts';
import type { Run } from './run.ts';
import { stacksOfStage } from './stacks.ts';
import { outliving } from './templates.ts';

/** `empty`: what there was before the stage. */
export async function removeStage({ checks, cdk, emulator: { url } }: Run, assembly: string, empty: readonly string[]): Promise<void> {
  const full = added(empty, await takeInventory(url));
  await checks.run('cdk destroy of a dev stage leaves nothing', async () => {
    assert.deepEqual(outliving(assembly), [], 'resources that outlive their stack');
    const objects = await emptyBucket();
    await cdk.destroy(assembly);
    assert.deepEqual(await stacksOfStage(), []);
    assert.deepEqual(added(empty, await takeInventory(url)), []);
    const kinds = Object.entries(counted(full)).map(([kind, count]) => `${count} ${kind}`);
    return `gone: ${[...kinds, `${objects} objects`].join(', ')}`;
  });
}
