import assert from 'node:assert/strict';
import type { Cdk } from './cdk.ts';
import { stacksOfStage } from './stacks.ts';

const DONE = ['CREATE_COMPLETE', 'UPDATE_COMPLETE'];

export async function deploy(cdk: Cdk, assembly: string): Promise<string> {
  const unchanged = unchangedIn(await cdk.deploy(assembly));
  const stacks = await stacksOfStage();
  assert.ok(stacks.length > 0, 'there are no stacks');
  for (const { StackName, StackStatus = '' } of stacks) assert.ok(DONE.includes(StackStatus), `${StackName} is ${StackStatus}`);
  return `${stacks.length} stacks${unchanged > 0 ? `, ${unchanged} of them as they were` : ''}`;
}

/** Deploys again what is deployed: the CDK finds nothing to do, and no stack has been updated. */
export async function deployAgain(cdk: Cdk, assembly: string): Promise<string> {
  const updates = async () => (await stacksOfStage()).map(({ StackName, LastUpdatedTime }) => [StackName, LastUpdatedTime?.getTime()]);
  const before = await updates();
  const said = await cdk.deploy(assembly);
  const unchanged = unchangedIn(said);
  assert.equal(unchanged, before.length, `the CDK found changes:\n${said}`);
  assert.deepEqual(await updates(), before);
  return `${unchanged} × no changes`;
}

/** How many stacks the CDK found nothing to do for. */
const unchangedIn = (said: string): number => said.match(/\(no changes\)/g)?.length ?? 0;
